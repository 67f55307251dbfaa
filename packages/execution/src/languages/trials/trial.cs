using System;
using System.Collections.Generic;
using System.IO;
using System.Numerics;

class Trial
{
    static int Depth(int n)
    {
        return n == 0 ? 0 : 1 + Depth(n - 1);
    }

    static void Main()
    {
        var words = new StreamReader(Console.OpenStandardInput()).ReadToEnd().Split(new char[0], StringSplitOptions.RemoveEmptyEntries);
        switch (words[0])
        {
            case "sum":
                var sum = BigInteger.Zero;
                for (var i = 1; i < words.Length; i++) sum += long.Parse(words[i]);
                Console.WriteLine(sum);
                break;
            case "recursion":
                Console.WriteLine(Depth(100000));
                break;
            case "crash":
                throw new InvalidOperationException("as asked");
            case "memory":
                var blocks = new List<int[]>();
                while (true) blocks.Add(new int[250000]);
            case "allocate":
                Console.WriteLine(new byte[2000000000].Length);
                break;
            default:
                while (true) { }
        }
    }
}
