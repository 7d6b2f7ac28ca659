using System.Text;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Tests.Fuzzing;

namespace Microsoft.ML.NAO.Tests.Architectures;

[TestClass]
public sealed class ArchitectureTextFuzzTests
{
    private const int InputsOfASpace = 10_000;

    [TestMethod]
    [DynamicData(nameof(TestSpaces.Rows), typeof(TestSpaces))]
    public void Any_text_is_an_architecture_of_the_space_or_refused(ArchitectureSpace space)
    {
        var mutator = new Mutator(1, "|", "+", "=", "(", ")", "~", ":", " ", "-1", "0", "7", "2147483648", "99999999999999999999", "\0", "\n", "∞", "identity", "none", "width=");
        byte[][] seeds =
        [
            .. Enumerable.Range(1, 3).Select(seed => space.Sample(new Random(seed)))
                .SelectMany(architecture => new[] { space.Format(architecture), string.Join(' ', architecture.Tokens) }).Select(Encoding.UTF8.GetBytes),
        ];

        Fuzzer.Run(
            InputsOfASpace,
            200_000,
            () => mutator.Random.Next(10) == 0 ? mutator.Random.Next(2) == 0 ? seeds[0] : [] : mutator.Mutate(seeds[mutator.Random.Next(seeds.Length)]),
            text => space.Validate(space.Parse(Encoding.UTF8.GetString(text))),
            error => error is FormatException);
    }
}
