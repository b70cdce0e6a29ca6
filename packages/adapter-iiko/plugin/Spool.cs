// The outbox's disk: a file for each call, whole or not there at all, in the order in which they were written.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace Loyalkit.Iiko
{
    internal sealed class Spool
    {
        // A busy till closes 500 orders a day: ten days without the gateway.
        private const int MaxCalls = 5000;
        // After 72 hours the gateway gives an order up by itself (policy.abandonHours); a month later nobody remembers it.
        private static readonly TimeSpan MaxAge = TimeSpan.FromDays(30);
        // A file's name begins with its number, in the order of the calls; the order's ID follows.
        private const int NumberLength = 19;

        private readonly string folder;
        private readonly string refused;
        private long last;

        public Spool(string home)
        {
            folder = Directory.CreateDirectory(Path.Combine(home, "outbox")).FullName;
            refused = Directory.CreateDirectory(Path.Combine(home, "refused")).FullName;
            // What was being written when the till was switched off: the call had not gone out yet.
            foreach (var torn in Directory.GetFiles(folder, "*.tmp"))
                Guard.Run("outbox, a torn file", () => File.Delete(torn));
        }

        public bool IsFull => Files().Count() >= MaxCalls;

        /// <summary>What waits, order by order, each from its first call on.</summary>
        public IEnumerable<List<string>> Orders() => Files().GroupBy(OrderOf).Select(calls => calls.ToList());

        /// <summary>The calls of an order that were written before this one.</summary>
        public List<string> Before(string file) =>
            Files().Where(other => OrderOf(other) == OrderOf(file) && string.CompareOrdinal(other, file) < 0).ToList();

        /// <summary>Forced to the disk when it returns. One caller at a time.</summary>
        public string Write(string order, string path, Fields body)
        {
            // The clock may be set back: the order of the files is the order of the calls.
            last = Math.Max(last + 1, DateTime.UtcNow.Ticks);
            var file = Path.Combine(folder, last.ToString("D" + NumberLength, CultureInfo.InvariantCulture) + "-" + order + ".json");
            var bytes = Encoding.UTF8.GetBytes(Json.Write(new Fields().With("path", path).With("body", body)));
            using (var stream = new FileStream(file + ".tmp", FileMode.CreateNew, FileAccess.Write))
            {
                stream.Write(bytes, 0, bytes.Length);
                stream.Flush(true);
            }
            File.Move(file + ".tmp", file);
            return file;
        }

        /// <summary>The call, or null: it is gone, or was put aside just now.</summary>
        public Fields Open(string file)
        {
            if (!File.Exists(file))
                return null;
            if (DateTime.UtcNow - File.GetLastWriteTimeUtc(file) > MaxAge)
                return Refuse(file, "too old");
            var call = Json.TryObject(File.ReadAllText(file, Encoding.UTF8));
            return call?.Text("path") != null && call.Child("body") != null ? call : Refuse(file, "unreadable");
        }

        /// <summary>Put aside for a person, never thrown away.</summary>
        public Fields Refuse(string file, string why)
        {
            Guard.Warn("outbox: " + Path.GetFileName(file) + " is " + why + ", moved to refused");
            File.Move(file, Path.Combine(refused, Path.GetFileName(file)));
            return null;
        }

        private IEnumerable<string> Files() => Directory.GetFiles(folder, "*.json").OrderBy(file => file, StringComparer.Ordinal);

        /// <summary>A file of another name is an order of its own: it will be found unreadable, and put aside.</summary>
        private static string OrderOf(string file)
        {
            var name = Path.GetFileNameWithoutExtension(file);
            return name.Length > NumberLength ? name.Substring(NumberLength) : name;
        }
    }
}
