// The plugin's settings: loyalkit.json beside the dll. A wrong one is refused with the name of its field, never with its value.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;

namespace Loyalkit.Iiko
{
    /// <summary>Names the field that is wrong. What stood there is not said: it may be the token.</summary>
    internal sealed class SettingsException : Exception
    {
        public SettingsException(string field, string expected) : base("loyalkit.json, " + field + ": " + expected) { }
    }

    internal sealed class Settings
    {
        public const string FileName = "loyalkit.json";

        /// <summary>The gateway, without the bridge's path.</summary>
        public Uri Url { get; private set; }
        /// <summary>The till's token. Null where the gateway lets its own machine call without one.</summary>
        public string Token { get; private set; }
        /// <summary>As iikoOffice shows the payment system.</summary>
        public string PaymentSystem { get; private set; }
        /// <summary>Names of the payment types that were made of it in iikoOffice.</summary>
        public IReadOnlyList<string> PaymentTypes { get; private set; }
        /// <summary>The flexible-sum discount of discount programmes. Null: there is none.</summary>
        public string DiscountType { get; private set; }
        public string Language { get; private set; }
        /// <summary>Closed orders of every terminal are told, not only those of this one.</summary>
        public bool AllTerminals { get; private set; }
        /// <summary>What a guest's code looks like. Null: any code that iiko does not know is tried, and left to other plugins where nobody has it.</summary>
        public Regex CardPattern { get; private set; }
        /// <summary>Product categories that take no points.</summary>
        public IReadOnlyList<string> ExcludedCategories { get; private set; }
        /// <summary>Of the user who may change discounts and payments. Null: the plugin's own credentials.</summary>
        public string Pin { get; private set; }
        public TimeSpan PayTimeout { get; private set; }
        public TimeSpan CallTimeout { get; private set; }
        public TimeSpan PrintTimeout { get; private set; }
        public TimeSpan FirstPause { get; private set; }
        public TimeSpan LongestPause { get; private set; }
        /// <summary>How often watched orders are looked at.</summary>
        public TimeSpan LookEvery { get; private set; }
        /// <summary>What must survive a restart lies here: not in the plugin's own folder, which an update replaces.</summary>
        public string Folder { get; private set; }

        private static readonly string[] Known =
        {
            "url", "token", "paymentSystem", "paymentTypes", "discountType", "language", "terminals", "cardPattern", "excludedCategories", "pin",
            "payTimeout", "callTimeout", "printTimeout", "firstPause", "longestPause", "lookEvery", "folder",
        };

        public static Settings Load()
        {
            var folder = Path.GetDirectoryName(Assembly.GetExecutingAssembly().Location) ?? ".";
            var path = Path.Combine(folder, FileName);
            if (!File.Exists(path))
                throw new SettingsException("the file", "is missing in " + folder);
            return Read(File.ReadAllText(path, Encoding.UTF8));
        }

        public static Settings Read(string text)
        {
            Fields file;
            try
            {
                file = Json.Read(text) as Fields ?? throw new SettingsException("the file", "an object is expected");
            }
            catch (FormatException cause)
            {
                throw new SettingsException("the file", cause.Message);
            }
            var unknown = file.All.Select(pair => pair.Key).FirstOrDefault(name => !Known.Contains(name));
            if (unknown != null)
                throw new SettingsException(unknown, "is not a setting");
            var system = Text(file, "paymentSystem") ?? "LoyalClient";
            return new Settings
            {
                Url = ReadUrl(file),
                Token = ReadToken(file),
                PaymentSystem = system,
                PaymentTypes = Texts(file, "paymentTypes") ?? new[] { system },
                DiscountType = Text(file, "discountType"),
                Language = OneOf(file, "language", "ru", "en"),
                AllTerminals = OneOf(file, "terminals", "own", "all") == "all",
                CardPattern = ReadPattern(file),
                ExcludedCategories = Texts(file, "excludedCategories") ?? new string[0],
                Pin = Text(file, "pin"),
                // What integrators wait for in Pay: 8 s; a screen that hangs for longer is rebooted by the cashier.
                PayTimeout = Milliseconds(file, "payTimeout", 8000),
                CallTimeout = Milliseconds(file, "callTimeout", 4000),
                // A printer that waits looks broken.
                PrintTimeout = Milliseconds(file, "printTimeout", 1500),
                FirstPause = Milliseconds(file, "firstPause", 1000),
                LongestPause = Milliseconds(file, "longestPause", 60000),
                LookEvery = Milliseconds(file, "lookEvery", 60000),
                Folder = Writable(Text(file, "folder")
                    ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData), "loyalkit-iiko")),
            };
        }

        /// <summary>Found out now, with the field's name: later it would be a payment that cannot be made.</summary>
        private static string Writable(string folder)
        {
            try
            {
                var probe = Path.Combine(Directory.CreateDirectory(folder).FullName, Guid.NewGuid().ToString("N") + ".tmp");
                File.WriteAllText(probe, "");
                File.Delete(probe);
                return folder;
            }
            catch (Exception)
            {
                throw new SettingsException("folder", "a folder that iikoFront may write to is expected");
            }
        }

        private static Uri ReadUrl(Fields file)
        {
            var text = Text(file, "url") ?? throw new SettingsException("url", "the gateway's address is needed, such as http://192.168.1.10:8077");
            if (!Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var url) || (url.Scheme != "http" && url.Scheme != "https"))
                throw new SettingsException("url", "an address with http:// or https:// is expected");
            return url;
        }

        private static string ReadToken(Fields file)
        {
            var token = Text(file, "token");
            // As the gateway takes them.
            if (token != null && (token.Length < 16 || token.Any(letter => letter <= ' ' || letter > '~')))
                throw new SettingsException("token", "at least 16 printable ASCII characters without spaces are expected");
            return token;
        }

        private static Regex ReadPattern(Fields file)
        {
            var pattern = Text(file, "cardPattern");
            try
            {
                return pattern == null ? null : new Regex(pattern, RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(100));
            }
            catch (ArgumentException)
            {
                throw new SettingsException("cardPattern", "a regular expression is expected");
            }
        }

        private static string Text(Fields file, string field)
        {
            var value = file.Any(field);
            if (value != null && !(value is string))
                throw new SettingsException(field, "a text is expected");
            return string.IsNullOrWhiteSpace((string)value) ? null : ((string)value).Trim();
        }

        private static IReadOnlyList<string> Texts(Fields file, string field)
        {
            var value = file.Any(field);
            if (value == null)
                return null;
            var texts = (value as List<object>)?.OfType<string>().ToList();
            if (texts == null || texts.Count != ((List<object>)value).Count)
                throw new SettingsException(field, "a list of texts is expected");
            return texts;
        }

        private static string OneOf(Fields file, string field, string byDefault, string other)
        {
            var text = Text(file, field) ?? byDefault;
            return text == byDefault || text == other ? text
                : throw new SettingsException(field, "\"" + byDefault + "\" or \"" + other + "\" is expected");
        }

        private static TimeSpan Milliseconds(Fields file, string field, int byDefault)
        {
            var value = file.Any(field) ?? (decimal)byDefault;
            return value is decimal number && number >= 10 && number <= 600000 && number == decimal.Truncate(number)
                ? TimeSpan.FromMilliseconds((double)number)
                : throw new SettingsException(field, "milliseconds from 10 to 600000 are expected");
        }
    }
}
