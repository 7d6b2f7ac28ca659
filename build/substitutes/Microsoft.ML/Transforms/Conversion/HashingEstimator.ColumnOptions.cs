namespace Microsoft.ML.Transforms;

public sealed partial class HashingEstimator
{
    /// <summary>How one column is hashed.</summary>
    public sealed class ColumnOptions
    {
        public ColumnOptions(
            string name,
            string inputColumnName = null,
            int numberOfBits = DefaultNumberOfBits,
            uint seed = DefaultSeed,
            bool useOrderedHashing = false,
            int maximumNumberOfInverts = 0,
            bool combine = false)
        {
            Contracts.CheckParam(maximumNumberOfInverts >= -1, nameof(maximumNumberOfInverts), "Value too small, must be -1 or larger");
            Contracts.CheckParam(
                maximumNumberOfInverts == 0 || numberOfBits < 31,
                nameof(numberOfBits),
                $"Cannot support maximumNumberOfInverts for a {numberOfBits} bit hash. 30 is the maximum possible.");
            Contracts.CheckNonWhiteSpace(null, name, nameof(name));
            Name = name;
            InputColumnName = inputColumnName ?? name;
            NumberOfBits = numberOfBits;
            Seed = seed;
            UseOrderedHashing = useOrderedHashing;
            MaximumNumberOfInverts = maximumNumberOfInverts;
            Combine = combine;
        }

        public string Name { get; set; }

        public string InputColumnName { get; set; }

        public int NumberOfBits { get; set; }

        public uint Seed { get; set; }

        public bool UseOrderedHashing { get; set; }

        public int MaximumNumberOfInverts { get; set; }

        public bool Combine { get; set; }
    }
}
