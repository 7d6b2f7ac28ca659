using Microsoft.ML.Calibrators;

namespace Microsoft.ML;

public sealed partial class BinaryClassificationCatalog
{
    private CalibratorsCatalog _calibrators;

    public CalibratorsCatalog Calibrators => _calibrators ??= new CalibratorsCatalog(this);

    /// <summary>What turns scores into probabilities.</summary>
    public sealed class CalibratorsCatalog : CatalogInstantiatorBase
    {
        internal CalibratorsCatalog(BinaryClassificationCatalog catalog)
            : base(catalog)
        {
        }

        public PlattCalibratorEstimator Platt(
            string labelColumnName = DefaultColumnNames.Label,
            string scoreColumnName = DefaultColumnNames.Score,
            string exampleWeightColumnName = null)
            => new(Owner.Environment, labelColumnName, scoreColumnName, exampleWeightColumnName);

        public FixedPlattCalibratorEstimator Platt(double slope, double offset, string scoreColumnName = DefaultColumnNames.Score)
            => new(Owner.Environment, slope, offset, scoreColumnName);
    }
}
