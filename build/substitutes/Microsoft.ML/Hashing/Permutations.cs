namespace Microsoft.ML.Hashing;

internal static class Permutations
{
    /// <summary>The numbers below a size in a random order: each place in turn is drawn from what is left.</summary>
    public static int[] Random(Random rand, int size)
    {
        int[] order = [.. Enumerable.Range(0, size)];
        for (int i = 0; i < size; i++)
        {
            int other = rand.Next(size - i);
            (order[i + other], order[i]) = (order[i], order[i + other]);
        }

        return order;
    }
}
