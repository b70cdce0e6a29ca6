// Something done again and again in a thread of its own, each time after the last one is over.
//
// Not System.Threading.Timer: its calls come from the thread pool and overlap, and one that waits there for HttpClient keeps
// the very threads that the answer needs.
using System;
using System.Threading;

namespace Loyalkit.Iiko
{
    internal sealed class Rhythm : IDisposable
    {
        private readonly ManualResetEvent stop = new ManualResetEvent(false);

        public Rhythm(string what, Action action, TimeSpan pause)
        {
            new Thread(() =>
            {
                do
                    Guard.Run(what, action);
                while (!stop.WaitOne(pause));
            }) { IsBackground = true, Name = "loyalkit " + what }.Start();
        }

        public void Dispose() => stop.Set();
    }
}
