namespace Microsoft.ML.AutoML;

public enum CacheBeforeTrainer
{
    Auto = 0,
    On = 1,
    Off = 2,
}
