using System.Reflection;
using System.Reflection.Emit;
using TorchSharp;

namespace Microsoft.ML.NAO.Tests.Tensors;

/// <summary>
/// TorchSharp lets a scalar be finalized while an operation still reads it, so none is handed on as it is converted: what a conversion
/// gives goes into a local (of a using) or a static field first.
/// </summary>
[TestClass]
public sealed class ScalarLifetimeTests
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [TestMethod]
    public void NoScalarIsHandedOnAsItIsConverted()
    {
        var tests = typeof(ScalarLifetimeTests).Assembly;
        var assembly = Assembly.Load(tests.GetName().Name![..^".Tests".Length]);

        string[] handedOn = [.. assembly.GetTypes().SelectMany(Bodies).SelectMany(FindHandedOn).Distinct()];

        Assert.IsEmpty(handedOn, "These pass a number where a Scalar is taken; write 'using Scalar x = number;' before: " + string.Join(", ", handedOn));
    }

    [TestMethod]
    public void OneThatIsHandedOnIsSeen() =>
        CollectionAssert.AreEqual(new[] { $"{typeof(Samples).FullName}.{nameof(Samples.HandOn)}" }, typeof(Samples).GetMethods(All).SelectMany(FindHandedOn).ToArray());

    private static IEnumerable<MethodBase> Bodies(Type type) => type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All));

    private static IEnumerable<string> FindHandedOn(MethodBase method)
    {
        byte[] code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (int i = 0; i + 5 < code.Length; i++)
        {
            if (code[i] == OpCodes.Call.Value && ConvertsToScalar(method.Module, BitConverter.ToInt32(code, i + 1)) && !IsKept(code.AsSpan(i + 5)))
            {
                yield return $"{method.DeclaringType!.FullName}.{method.Name}";
            }
        }
    }

    // Whether a call's token is that of a conversion. Bytes that only look like a call have tokens of nothing.
    private static bool ConvertsToScalar(Module module, int token)
    {
        try
        {
            return token >> 24 == 0x0A && module.ResolveMember(token) is MethodInfo { Name: "op_Implicit" or "ToScalar" } target && target.ReturnType == typeof(Scalar);
        }
        catch (Exception error) when (error is ArgumentException or BadImageFormatException)
        {
            return false;
        }
    }

    private static bool IsKept(ReadOnlySpan<byte> next) =>
        next[0] == OpCodes.Stsfld.Value || next[0] == OpCodes.Stloc_S.Value || (next[0] >= OpCodes.Stloc_0.Value && next[0] <= OpCodes.Stloc_3.Value)
        || (next[0] == 0xFE && next[1] == (OpCodes.Stloc.Value & 0xFF));

    private static class Samples
    {
        public static torch.Tensor HandOn(torch.Tensor tensor) => tensor.add(1);

        public static torch.Tensor Keep(torch.Tensor tensor)
        {
            using Scalar one = 1;
            return tensor.add(one);
        }
    }
}
