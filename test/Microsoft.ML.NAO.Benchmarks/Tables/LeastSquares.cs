namespace Microsoft.ML.NAO.Benchmarks.Tables;

/// <summary>Linear regression by the normal equations, with a ridge that only keeps them solvable: the linear model with the least error on the training rows.</summary>
internal static class LeastSquares
{
    private const double Ridge = 1e-6;

    /// <summary>The root mean squared error on the test rows.</summary>
    public static double Test(Table table)
    {
        double[] weights = Fit(table);
        return Math.Sqrt(table.Test.Average(row =>
        {
            double error = Predict(weights, row) - row.Value;
            return error * error;
        }));
    }

    private static double Predict(double[] weights, TableRow row)
    {
        double value = weights[^1];
        for (int i = 0; i < row.Features.Length; i++)
        {
            value += weights[i] * row.Features[i];
        }

        return value;
    }

    private static double[] Fit(Table table)
    {
        int size = table.Width + 1;
        var system = new double[size, size + 1];
        foreach (TableRow row in table.Train)
        {
            double[] x = [.. row.Features.Select(value => (double)value), 1];
            for (int i = 0; i < size; i++)
            {
                for (int j = 0; j < size; j++)
                {
                    system[i, j] += x[i] * x[j];
                }

                system[i, size] += x[i] * row.Value;
            }
        }

        for (int i = 0; i < size; i++)
        {
            system[i, i] += Ridge;
        }

        return Solve(system, size);
    }

    // Gauss and Jordan, without a search for pivots: the matrix is symmetric and positive definite.
    private static double[] Solve(double[,] system, int size)
    {
        for (int pivot = 0; pivot < size; pivot++)
        {
            for (int row = 0; row < size; row++)
            {
                if (row == pivot)
                {
                    continue;
                }

                double factor = system[row, pivot] / system[pivot, pivot];
                for (int column = pivot; column <= size; column++)
                {
                    system[row, column] -= factor * system[pivot, column];
                }
            }
        }

        return [.. Enumerable.Range(0, size).Select(i => system[i, size] / system[i, i])];
    }
}
