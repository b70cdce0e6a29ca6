// What every handler is wrapped in. iiko drops a handler that throws once, until the next restart; so none does.
//
// The log names orders, routes and outcomes. What was scanned or typed is masked but for its last four characters;
// bodies, messages and tokens are never logged.
using System;
using Resto.Front.Api;

namespace Loyalkit.Iiko
{
    internal static class Guard
    {
        public static void Run(string what, Action action) => Get(what, false, () => { action(); return true; });

        public static T Get<T>(string what, T otherwise, Func<T> action)
        {
            try
            {
                return action();
            }
            catch (Exception cause)
            {
                Report(what, cause);
                return otherwise;
            }
        }

        /// <summary>The cause by its type alone: a message may quote what a guest typed.</summary>
        public static void Report(string what, Exception cause)
        {
            try
            {
                PluginContext.Log.Error("loyalkit: " + what + " failed: " + cause.GetType().Name + " at " + Place(cause));
            }
            catch (Exception)
            {
                // The host is going away, and its log with it.
            }
        }

        public static void Info(string what)
        {
            try
            {
                PluginContext.Log.Info("loyalkit: " + what);
            }
            catch (Exception)
            {
                // As above.
            }
        }

        public static void Warn(string what)
        {
            try
            {
                PluginContext.Log.Warn("loyalkit: " + what);
            }
            catch (Exception)
            {
                // As above.
            }
        }

        /// <summary>All but the last four characters starred; a short text wholly.</summary>
        public static string Mask(string text)
        {
            if (string.IsNullOrEmpty(text))
                return "-";
            return text.Length <= 6 ? "***" : "***" + text.Substring(text.Length - 4);
        }

        private static string Place(Exception cause)
        {
            var trace = (cause.StackTrace ?? "").Split('\n');
            return trace[0].Trim();
        }
    }

    /// <summary>For the notifications that are IObservable: the framework's Reactive Extensions would be a dependency for these lines.</summary>
    internal sealed class Observer<T> : IObserver<T>
    {
        private readonly string what;
        private readonly Action<T> next;

        public Observer(string what, Action<T> next)
        {
            this.what = what;
            this.next = next;
        }

        public void OnNext(T value) => Guard.Run(what, () => next(value));

        public void OnError(Exception error) => Guard.Report(what, error);

        public void OnCompleted() { }
    }
}
