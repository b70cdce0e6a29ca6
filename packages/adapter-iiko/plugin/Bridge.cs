// The bridge over HTTP: one POST for each moment, and an answer that is always there.
//
// Nothing here throws. No answer in time is an answer of its own: whoever asked decides what it means, and for a
// payment it is a refusal (docs/iiko-bridge.md).
using System;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading;

namespace Loyalkit.Iiko
{
    internal enum Outcome { Proceed, Fail, Cancel }

    internal sealed class Answer
    {
        /// <summary>The HTTP status; 0 where nothing came, and the request may have arrived or not.</summary>
        public int Status { get; private set; }
        public Outcome Outcome { get; private set; }
        public string Message { get; private set; }
        public bool KeepInOrder { get; private set; }
        public bool Retry { get; private set; }
        public string RollbackData { get; private set; }
        public Fields Data { get; private set; }

        /// <summary>The bridge did what it had to, or refused to: 200 is an outcome. Anything else is not.</summary>
        public bool Decided => Status == 200;

        /// <summary>Refused before it did anything: the token, the path, the body. Whatever else is not decided may have been done.</summary>
        public bool NotDone => Status >= 400 && Status < 500;

        public static Answer None() => new Answer { Outcome = Outcome.Fail, Data = new Fields() };

        /// <summary>An answer that cannot be read is none.</summary>
        public static Answer Read(int status, string body)
        {
            var fields = Json.TryObject(body);
            var action = fields?.Text("action");
            var known = action == "proceed" || action == "fail" || action == "cancel";
            if (status == 200 && !known)
                return None();
            return new Answer
            {
                Status = status,
                Outcome = status != 200 || action == "fail" ? Outcome.Fail : action == "cancel" ? Outcome.Cancel : Outcome.Proceed,
                Message = fields?.Text("message"),
                KeepInOrder = fields?.Flag("keepInOrder") ?? false,
                Retry = fields?.Flag("retry") ?? false,
                RollbackData = fields?.Text("rollbackData"),
                Data = fields?.Child("data") ?? new Fields(),
            };
        }
    }

    internal sealed class Bridge : IDisposable
    {
        // The answers are some hundred bytes; a cheque's lines are some thousand.
        private const int MaxAnswerBytes = 256 * 1024;
        // .NET's own limit is 2 for each host: the outbox and one slow call would keep Pay waiting.
        private const int Connections = 8;

        private readonly HttpClient client;
        private readonly Uri root;

        public Bridge(Settings settings)
        {
            root = new Uri(settings.Url, "iiko/front/");
            var point = ServicePointManager.FindServicePoint(root);
            point.ConnectionLimit = Connections;
            point.UseNagleAlgorithm = false;
            // The gateway stands in the restaurant's own network: Windows's proxy, looked for at each start, is not on the way to it.
            client = new HttpClient(new HttpClientHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false })
            {
                // Each call has its own.
                Timeout = Timeout.InfiniteTimeSpan,
                MaxResponseContentBufferSize = MaxAnswerBytes,
            };
            // Otherwise .NET asks first whether it may send the body, and waits a third of a second.
            client.DefaultRequestHeaders.ExpectContinue = false;
            client.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", settings.Language);
            if (settings.Token != null)
                client.DefaultRequestHeaders.TryAddWithoutValidation("X-Loyalkit-Token", settings.Token);
        }

        /// <summary>Waits for the answer in the caller's thread: Pay has to be over when it returns.</summary>
        public Answer Call(string path, Fields body, TimeSpan timeout)
        {
            var answer = Send(path, body, timeout);
            Guard.Info("POST " + path + " " + (answer.Status == 0 ? "no answer" : answer.Status + " " + answer.Outcome.ToString().ToLowerInvariant()) + (answer.Retry ? " retry" : ""));
            return answer;
        }

        private Answer Send(string path, Fields body, TimeSpan timeout)
        {
            try
            {
                // Covers the connection, the wait and the whole body of the answer.
                using (var stop = new CancellationTokenSource(timeout))
                using (var request = new HttpRequestMessage(HttpMethod.Post, new Uri(root, path)))
                {
                    request.Content = new StringContent(Json.Write(body), Encoding.UTF8, "application/json");
                    using (var reply = client.SendAsync(request, HttpCompletionOption.ResponseContentRead, stop.Token).ConfigureAwait(false).GetAwaiter().GetResult())
                        return Answer.Read((int)reply.StatusCode, reply.Content.ReadAsStringAsync().ConfigureAwait(false).GetAwaiter().GetResult());
                }
            }
            catch (Exception cause)
            {
                // Refused, reset, timed out, unreadable: nobody knows what became of the request.
                Guard.Warn("POST " + path + ": " + (cause.InnerException ?? cause).GetType().Name);
                return Answer.None();
            }
        }

        public void Dispose() => client.Dispose();
    }
}
