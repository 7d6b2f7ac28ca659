using Microsoft.ML.NAO.Nao.FeedForward;

namespace Microsoft.ML.NAO.Tests.Nao.FeedForward;

[TestClass]
public class MatrixProductTests
{
    [TestMethod]
    [DataRow(1, 1, 1)]
    [DataRow(3, 5, 7)]
    [DataRow(4, 48, 16)]
    [DataRow(9, 20, 36)]
    [DataRow(132, 48, 65)]
    public void Adds_what_plain_loops_add(int rows, int inner, int columns)
    {
        var random = new Random(rows);
        float[] a = Draw(random, rows * inner);
        float[] b = Draw(random, inner * columns);
        float[] before = Draw(random, rows * columns);
        var expected = new double[rows * columns];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                expected[(i * columns) + j] = before[(i * columns) + j] + Enumerable.Range(0, inner).Sum(k => (double)a[(i * inner) + k] * b[(k * columns) + j]);
            }
        }

        float[] sum = [.. before];
        MatrixProduct.Add(a, b, sum, inner, columns);
        AreEqual(expected, sum);

        var transposed = new float[a.Length];
        MatrixProduct.Transpose(a, transposed, inner);
        sum = [.. before];
        MatrixProduct.AddTransposed(transposed, b, sum, inner, columns);
        AreEqual(expected, sum);
    }

    private static float[] Draw(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];

    private static void AreEqual(double[] expected, float[] actual)
    {
        foreach (var (e, a) in expected.Zip(actual))
        {
            Assert.AreEqual(e, a, 1e-4);
        }
    }
}
