// What has to reach the bridge however often the till is switched off: closed, deleted, cancel, returns, storned.
//
// Each call is on the disk before it goes out, and leaves it when the bridge has decided. Calls of one order keep their
// order; another order's call does not wait for them. The bridge comes to the same however often it is called, so that a
// call whose answer was lost is simply sent again.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;

namespace Loyalkit.Iiko
{
    internal sealed class Outbox : IDisposable
    {
        private readonly Spool spool;
        private readonly Bridge bridge;
        private readonly Settings settings;
        private readonly Action<string> tell;
        private readonly string whenFull;
        private readonly object gate = new object();
        /// <summary>Files that a caller has in hand.</summary>
        private readonly HashSet<string> busy = new HashSet<string>();
        /// <summary>Files that are done with and could not be deleted.</summary>
        private readonly HashSet<string> spent = new HashSet<string>();
        private readonly Dictionary<string, Pause> pauses = new Dictionary<string, Pause>();
        private readonly AutoResetEvent wake = new AutoResetEvent(false);
        private volatile bool stopped;

        private sealed class Pause
        {
            public int Times;
            public DateTime Until;
        }

        private enum Reached { Done, Later, Nobody }

        /// <param name="tell">Shows a text on the till's screen.</param>
        /// <param name="whenFull">What to say when there is no room left.</param>
        public Outbox(Settings settings, Bridge bridge, Action<string> tell, string whenFull)
        {
            this.settings = settings;
            this.bridge = bridge;
            this.tell = tell;
            this.whenFull = whenFull;
            spool = new Spool(settings.Folder);
        }

        public void Start() => new Thread(Work) { IsBackground = true, Name = "loyalkit outbox" }.Start();

        /// <summary>Written down, and sent by the outbox's own thread.</summary>
        public void Later(string order, string path, Fields body) => Fire(Arm(order, path, body));

        /// <summary>Written down, and sent only if the process dies or <see cref="Fire"/> is called before <see cref="Disarm"/>.</summary>
        public string Arm(string order, string path, Fields body)
        {
            lock (gate)
            {
                if (spool.IsFull)
                {
                    tell(whenFull);
                    throw new IOException("the outbox is full");
                }
                var file = spool.Write(order, path, body);
                busy.Add(file);
                return file;
            }
        }

        /// <summary>Never throws: what it was for is over. A file that a virus scanner holds goes later, unsent.</summary>
        public void Disarm(string armed)
        {
            lock (gate)
            {
                spent.Add(armed);
                busy.Remove(armed);
            }
            Guard.Run("outbox, a file that is done", () => Deliver(armed));
        }

        public void Fire(string armed)
        {
            lock (gate)
                busy.Remove(armed);
            wake.Set();
        }

        /// <summary>
        /// Written down, and sent in the caller's thread, after what waits of the same order. What the bridge has not decided
        /// then stays for the outbox, unless <paramref name="keep"/> is false.
        /// </summary>
        public Answer Now(string order, string path, Fields body, TimeSpan timeout, bool keep)
        {
            var file = Arm(order, path, body);
            var reached = spool.Before(file).Where(IsFree).Select(Try).FirstOrDefault(one => one != Reached.Done);
            var answer = reached == Reached.Nobody ? Answer.None() : bridge.Call(path, body, timeout);
            if (!keep || Final(answer))
                Disarm(file);
            else
                Fire(file);
            return answer;
        }

        private static bool Final(Answer answer) => answer.Decided && !answer.Retry;

        private void Work()
        {
            var away = 0;
            while (!stopped)
            {
                away = Guard.Get("outbox", false, Round) ? 0 : away + 1;
                // While the gateway is away a new call does not hurry it; with it there, a new call goes at once.
                if (away > 0)
                    Thread.Sleep(Backoff(away));
                else
                    wake.WaitOne(UntilNext());
            }
        }

        /// <summary>
        /// One walk over all orders; those that were tried least come first, so that one which is never answered does not stop
        /// the rest. False: the gateway does not answer, and the others would wait in vain.
        /// </summary>
        private bool Round()
        {
            foreach (var calls in spool.Orders().OrderBy(calls => Tried(calls[0])).ToList())
                foreach (var file in calls)
                {
                    if (stopped)
                        return true;
                    if (Waits(file))
                        break;
                    var reached = Try(file);
                    if (reached == Reached.Nobody)
                        return false;
                    if (reached == Reached.Later)
                        break;
                }
            return true;
        }

        /// <summary>A file that cannot be moved or deleted just now is no reason to stop.</summary>
        private Reached Try(string file)
        {
            var reached = Guard.Get("outbox, a call", Reached.Later, () => Deliver(file));
            if (reached != Reached.Done)
                Postpone(file);
            return reached;
        }

        private Reached Deliver(string file)
        {
            lock (gate)
                if (spent.Contains(file))
                    return Forget(file);
            var call = spool.Open(file);
            if (call == null)
                return Forget(file);
            var answer = bridge.Call(call.Text("path"), call.Child("body"), settings.CallTimeout);
            if (answer.Status == 0)
                return Reached.Nobody;
            // Another attempt with the same body comes to the same; a wrong token or path is mended by the administrator.
            if (answer.Status == 400 || answer.Status == 413)
            {
                spool.Refuse(file, "refused with " + answer.Status);
                return Forget(file);
            }
            if (!Final(answer))
                return Reached.Later;
            // Nobody waits for it any more, but somebody has to know: points that were not written off, say.
            if (answer.Outcome == Outcome.Fail && answer.Message != null)
                tell(answer.Message);
            return Forget(file);
        }

        private Reached Forget(string file)
        {
            File.Delete(file);
            lock (gate)
            {
                spent.Remove(file);
                pauses.Remove(file);
            }
            return Reached.Done;
        }

        private void Postpone(string file)
        {
            lock (gate)
            {
                if (!pauses.TryGetValue(file, out var pause))
                    pauses[file] = pause = new Pause();
                pause.Until = DateTime.UtcNow + Backoff(++pause.Times);
            }
        }

        private int Tried(string file)
        {
            lock (gate)
                return pauses.TryGetValue(file, out var pause) ? pause.Times : 0;
        }

        private bool IsFree(string file)
        {
            lock (gate)
                return !busy.Contains(file);
        }

        private bool Waits(string file)
        {
            lock (gate)
                return busy.Contains(file) || (pauses.TryGetValue(file, out var pause) && pause.Until > DateTime.UtcNow);
        }

        private TimeSpan Backoff(int times)
        {
            var milliseconds = settings.FirstPause.TotalMilliseconds * Math.Pow(2, Math.Min(times - 1, 20));
            return TimeSpan.FromMilliseconds(Math.Min(milliseconds, settings.LongestPause.TotalMilliseconds));
        }

        private TimeSpan UntilNext()
        {
            lock (gate)
            {
                var wait = pauses.Count == 0 ? settings.LongestPause : pauses.Values.Min(pause => pause.Until) - DateTime.UtcNow;
                return wait < settings.FirstPause ? settings.FirstPause : wait < settings.LongestPause ? wait : settings.LongestPause;
            }
        }

        public void Dispose()
        {
            stopped = true;
            wake.Set();
        }
    }
}
