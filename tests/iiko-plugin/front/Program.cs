// One JSON object a line in, one a line out: `mono ScriptedFront.exe FOLDER`. The folder is the till: its orders, its log, its plugins.
using System;
using System.IO;
using System.Text;
using Loyalkit.Iiko;

namespace ScriptedFront
{
    internal static class Program
    {
        private static void Main(string[] arguments)
        {
            var till = new Till(arguments[0]);
            var input = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false));
            var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)) { AutoFlush = true };
            for (var line = input.ReadLine(); line != null; line = input.ReadLine())
                output.WriteLine(Json.Write(till.Do((Fields)Json.Read(line))));
        }
    }
}
