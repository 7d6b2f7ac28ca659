namespace Microsoft.ML.Trainers;

public abstract partial class LbfgsTrainerBase<TOptions, TTransformer, TModel>
{
    /// <summary>The options of trainers that minimize by L-BFGS.</summary>
    public abstract class OptionsBase : TrainerInputBaseWithWeight
    {
        public float L2Regularization = LbfgsDefaults.L2Regularization;

        public float L1Regularization = LbfgsDefaults.L1Regularization;

        public float OptimizationTolerance = LbfgsDefaults.OptimizationTolerance;

        public int HistorySize = LbfgsDefaults.HistorySize;

        public int MaximumNumberOfIterations = int.MaxValue;

        public bool Quiet = false;

        public float InitialWeightsDiameter = 0;

        public int? NumberOfThreads;

        public bool EnforceNonNegativity = false;

        protected OptionsBase()
        {
        }
    }
}
