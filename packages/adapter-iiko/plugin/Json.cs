// JSON, read and written by hand: some lines more, and no assembly more.
//
// DataContractJsonSerializer wants a class for each body and reads no open object; JavaScriptSerializer pulls ASP.NET
// (System.Web.Extensions) into the till's process; both see money as double. Here a number is a decimal, and nothing else.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace Loyalkit.Iiko
{
    /// <summary>A JSON object. What is null is not written; what is missing or of another type is read as null.</summary>
    internal sealed class Fields
    {
        private readonly Dictionary<string, object> values = new Dictionary<string, object>();

        public IEnumerable<KeyValuePair<string, object>> All => values;

        public Fields With(string name, object value)
        {
            if (value != null)
                values[name] = value;
            return this;
        }

        public object Any(string name) => values.TryGetValue(name, out var value) ? value : null;

        public string Text(string name) => Any(name) as string;

        public bool Flag(string name) => Any(name) is bool flag && flag;

        public Fields Child(string name) => Any(name) as Fields;

        public List<object> List(string name) => Any(name) as List<object>;

        /// <summary>A number, or a text with one in it.</summary>
        public decimal? Number(string name)
        {
            var value = Any(name);
            if (value is decimal number)
                return number;
            return value is string text && decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out number)
                ? number : (decimal?)null;
        }
    }

    internal static class Json
    {
        // The bridge's answers are five levels deep at most.
        private const int MaxDepth = 32;

        public static string Write(object value)
        {
            var text = new StringBuilder();
            Write(text, value);
            return text.ToString();
        }

        /// <exception cref="FormatException">Not JSON. The text itself is never in the message.</exception>
        public static object Read(string text)
        {
            var reader = new Reader(text);
            return reader.Document();
        }

        /// <summary>The object in a text, or null.</summary>
        public static Fields TryObject(string text)
        {
            try
            {
                return Read(text) as Fields;
            }
            catch (FormatException)
            {
                return null;
            }
        }

        private static void Write(StringBuilder text, object value)
        {
            if (value == null)
                text.Append("null");
            else if (value is string word)
                Quote(text, word);
            else if (value is bool flag)
                text.Append(flag ? "true" : "false");
            else if (value is decimal number)
                text.Append(number.ToString("0.############", CultureInfo.InvariantCulture));
            else if (value is Guid id)
                Quote(text, id.ToString("D"));
            else if (value is Fields fields)
                Join(text, '{', fields.All, '}', pair => { Quote(text, pair.Key); text.Append(':'); Write(text, pair.Value); });
            else if (value is IEnumerable<object> list)
                Join(text, '[', list, ']', item => Write(text, item));
            else
                throw new ArgumentException("no JSON for " + value.GetType().Name);
        }

        private static void Join<T>(StringBuilder text, char open, IEnumerable<T> items, char close, Action<T> write)
        {
            text.Append(open);
            var first = true;
            foreach (var item in items)
            {
                if (!first)
                    text.Append(',');
                first = false;
                write(item);
            }
            text.Append(close);
        }

        private static void Quote(StringBuilder text, string word)
        {
            text.Append('"');
            foreach (var letter in word)
            {
                if (letter == '"' || letter == '\\')
                    text.Append('\\').Append(letter);
                else if (letter < ' ' || char.IsSurrogate(letter) || letter == '\u2028' || letter == '\u2029')
                    text.Append("\\u").Append(((int)letter).ToString("x4", CultureInfo.InvariantCulture));
                else
                    text.Append(letter);
            }
            text.Append('"');
        }

        private sealed class Reader
        {
            private readonly string text;
            private int at;

            public Reader(string text) { this.text = text ?? ""; }

            public object Document()
            {
                var value = Value(0);
                Blank();
                return at == text.Length ? value : throw Wrong();
            }

            private object Value(int depth)
            {
                if (depth > MaxDepth)
                    throw Wrong();
                Blank();
                switch (Peek())
                {
                    case '{': return Object(depth);
                    case '[': return Array(depth);
                    case '"': return Quoted();
                    case 't': Word("true"); return true;
                    case 'f': Word("false"); return false;
                    case 'n': Word("null"); return null;
                    default: return Number();
                }
            }

            private Fields Object(int depth)
            {
                var fields = new Fields();
                Items('{', '}', () =>
                {
                    Blank();
                    var name = Quoted();
                    Blank();
                    Take(':');
                    fields.With(name, Value(depth + 1));
                });
                return fields;
            }

            private List<object> Array(int depth)
            {
                var list = new List<object>();
                Items('[', ']', () => list.Add(Value(depth + 1)));
                return list;
            }

            private void Items(char open, char close, Action item)
            {
                Take(open);
                Blank();
                if (Peek() == close)
                {
                    at++;
                    return;
                }
                for (;;)
                {
                    item();
                    Blank();
                    if (Peek() == close)
                        break;
                    Take(',');
                }
                at++;
            }

            private string Quoted()
            {
                Take('"');
                var word = new StringBuilder();
                while (Peek() != '"')
                {
                    var letter = text[at++];
                    word.Append(letter == '\\' ? Escaped() : letter);
                }
                at++;
                return word.ToString();
            }

            private char Escaped()
            {
                var letter = Peek();
                at++;
                switch (letter)
                {
                    case 'n': return '\n';
                    case 't': return '\t';
                    case 'r': return '\r';
                    case 'b': return '\b';
                    case 'f': return '\f';
                    case '"': case '\\': case '/': return letter;
                    case 'u':
                        if (at + 4 <= text.Length && ushort.TryParse(text.Substring(at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
                        {
                            at += 4;
                            return (char)code;
                        }
                        throw Wrong();
                    default: throw Wrong();
                }
            }

            private object Number()
            {
                var from = at;
                while (at < text.Length && "+-.eE0123456789".IndexOf(text[at]) >= 0)
                    at++;
                return decimal.TryParse(text.Substring(from, at - from), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                    ? (object)number : throw Wrong();
            }

            private void Word(string word)
            {
                if (string.CompareOrdinal(text, at, word, 0, word.Length) != 0)
                    throw Wrong();
                at += word.Length;
            }

            private void Take(char wanted)
            {
                if (Peek() != wanted)
                    throw Wrong();
                at++;
            }

            private void Blank()
            {
                while (at < text.Length && " \t\r\n".IndexOf(text[at]) >= 0)
                    at++;
            }

            private char Peek() => at < text.Length ? text[at] : throw Wrong();

            private FormatException Wrong() => new FormatException("not JSON at character " + at);
        }
    }
}
