using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>A factory whatever its classes are.</summary>
internal interface ICustomMappingFactory
{
    ITransformer CreateTransformer(IHostEnvironment env, string contractName);
}
