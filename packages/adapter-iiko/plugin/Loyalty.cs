// What the handlers share: settings, the bridge, the outbox, what the bridge said of itself.
using System;
using System.IO;
using System.Text;
using Resto.Front.Api;
using Resto.Front.Api.Data.Security;

namespace Loyalkit.Iiko
{
    internal sealed class Loyalty : IDisposable
    {
        public Settings Settings { get; }
        public Texts Texts { get; }
        public OrderJson Json { get; }
        public Bridge Bridge { get; }
        public Outbox Outbox { get; }

        private static readonly TimeSpan PingEvery = TimeSpan.FromMinutes(10);

        private readonly string pinged;
        private DateTime lastPing = DateTime.MinValue;
        private Rhythm pings;

        public Loyalty(Settings settings)
        {
            Settings = settings;
            Texts = new Texts(settings.Language);
            Json = new OrderJson(settings);
            Bridge = new Bridge(settings);
            Outbox = new Outbox(settings, Bridge, Warn, Texts.OutboxFull);
            pinged = Path.Combine(settings.Folder, "ping.json");
        }

        /// <summary>
        /// A return without an answer goes on only where the gateway notes returns and never forbids one. Known since the last
        /// ping, be it before the last restart; until the first one returns wait for an answer.
        /// </summary>
        public bool ReturnsAreNoted => Guard.Get("ping.json", false, () =>
            File.Exists(pinged) && Iiko.Json.TryObject(File.ReadAllText(pinged, Encoding.UTF8))?.Text("onReturn") == "note");

        /// <summary>Beside everything else: iikoFront does not wait for it. At the start the gateway may be later than the till, and its settings may change.</summary>
        public void Start() => pings = new Rhythm("ping", Ping, Settings.LookEvery);

        private void Ping()
        {
            if (DateTime.UtcNow - lastPing < PingEvery)
                return;
            var answer = Bridge.Call("ping", new Fields(), Settings.CallTimeout);
            if (answer.Outcome != Outcome.Proceed)
                return;
            lastPing = DateTime.UtcNow;
            File.WriteAllText(pinged, Iiko.Json.Write(answer.Data), Encoding.UTF8);
            Guard.Info("gateway " + answer.Data.Text("version") + ", redemption " + answer.Data.Text("redemption") + ", returns " + answer.Data.Text("onReturn"));
        }

        public ICredentials Credentials(IOperationService operations) =>
            Settings.Pin == null ? operations.GetDefaultCredentials() : operations.AuthenticateByPin(Settings.Pin);

        public string Say(Answer answer, string noAnswer) => answer.Message ?? (answer.Status == 0 ? noAnswer : Texts.Refused);

        /// <summary>In the corner of the screen, from where no dialog can be shown.</summary>
        public void Warn(string message) => Guard.Run("message", () => PluginContext.Operations.AddWarningMessage(message, Texts.Title));

        public void Dispose()
        {
            pings?.Dispose();
            Outbox.Dispose();
            Bridge.Dispose();
        }
    }
}
