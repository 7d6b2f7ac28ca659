using System.Runtime.CompilerServices;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>A custom mapping in a model file: the name of its contract, that a factory in a registered assembly of the user's fulfils.</summary>
internal static class CustomMappingKind
{
    private const string Kind = "CustomMapping";

    public static void Save(ModelSaveContext ctx, string contractName, Delegate mapping)
    {
        ctx.SetKind(Kind);
        ctx.Writer.Write(contractName);
        ctx.Writer.Write(mapping.Method.DeclaringType.Assembly.FullName);
    }

    [ModuleInitializer]
    internal static void Register() => ModelKinds.Register(Kind, Load);

    private static ITransformer Load(IHostEnvironment env, ModelLoadContext ctx)
    {
        string contract = ctx.Reader.ReadString();
        string assemblyName = ctx.Reader.ReadString();

        // The mapping's own assembly needs no registration where it is loaded already. A name in a file never loads one.
        if (!env.ComponentCatalog.TryFindExtension(contract, out _)
            && Array.Find(AppDomain.CurrentDomain.GetAssemblies(), a => a.FullName == assemblyName) is { } assembly)
        {
            env.ComponentCatalog.RegisterAssembly(assembly, throwOnError: false);
        }

        if (!env.ComponentCatalog.TryFindExtension(contract, out Type type))
        {
            throw env.Except(
                $"The model uses a custom mapping with the contract name '{contract}', and no registered assembly has a factory for it. "
                + "Call ComponentCatalog.RegisterAssembly with the assembly that holds the class marked with CustomMappingFactoryAttribute before loading.");
        }

        return Activator.CreateInstance(type) is ICustomMappingFactory factory
            ? factory.CreateTransformer(env, contract)
            : throw env.Except($"The type '{type.FullName}' has the contract name '{contract}', and is no CustomMappingFactory");
    }
}
