namespace BinaryClassification;

/// <summary>A customer with a contract.</summary>
internal sealed class Customer
{
    /// <summary>Since when there is a contract, in months.</summary>
    public float Months { get; set; }

    /// <summary>The hours of a month that are paid for.</summary>
    public float PaidHours { get; set; }

    /// <summary>The hours of a month that are used.</summary>
    public float UsedHours { get; set; }

    /// <summary>In the last half-year.</summary>
    public float Complaints { get; set; }

    /// <summary>What is to be predicted: whether the contract is cancelled.</summary>
    public bool Cancels { get; set; }

    /// <summary>The columns to predict from.</summary>
    public static string[] FeatureNames { get; } = [nameof(Months), nameof(PaidHours), nameof(UsedHours), nameof(Complaints)];

    /// <summary>
    /// Draws customers. Who uses far less than is paid for cancels, and so does who would need far more; the longer a contract lasts, the less
    /// likely, and the likelier for complaints.
    /// </summary>
    public static Customer[] Draw(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Draw(random))];
    }

    private static Customer Draw(Random random)
    {
        double months = 36 * random.NextDouble();
        double paid = 10 * Math.Pow(2, 2 * random.NextDouble());
        double misfit = (4 * random.NextDouble()) - 2;
        int complaints = random.NextDouble() < 0.3 ? random.Next(1, 4) : 0;
        double logit = (5 * (Math.Abs(misfit) - 1)) + complaints - (months / 24);
        return new Customer
        {
            Months = (float)months,
            PaidHours = (float)paid,
            UsedHours = (float)(paid * Math.Pow(2, misfit)),
            Complaints = complaints,
            Cancels = random.NextDouble() < 1 / (1 + Math.Exp(-logit)),
        };
    }
}
