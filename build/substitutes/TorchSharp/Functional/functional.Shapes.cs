namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly long[] Zeros = [0];
            private static readonly long[] Ones = [1];

            private static long[] Square(long size) => [size, size];

            private static long[] Pair((long, long) sizes) => [sizes.Item1, sizes.Item2];

            internal static string Name(PaddingModes mode) => mode switch
            {
                PaddingModes.Reflect => "reflect",
                PaddingModes.Replicate => "replicate",
                PaddingModes.Circular => "circular",
                _ => "constant",
            };
        }
    }
}
