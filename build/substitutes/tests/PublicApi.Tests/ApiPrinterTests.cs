namespace Substitutes.Tests.PublicApi;

[TestClass]
public sealed class ApiPrinterTests
{
    private const string Namespace = "Substitutes.Tests.PublicApi.";

    public interface ISample
    {
        int this[string key] { get; }
    }

    public class Sample<TItem> : ISample
    {
        public const int Size = 3;

        protected Sample(TItem? item, in long count = 4) => (_, _) = (item, count);

        public int this[string key] => key.Length;

        public static T? Convert<T>(Dictionary<string, TItem[]> values, out bool done, params int?[] rest)
        {
            done = values.Count == rest.Length;
            return default;
        }

        public virtual void Close(StringComparison how = StringComparison.Ordinal, string? text = null)
        {
        }
    }

    [TestMethod]
    public void PrintsInTheFormOfTheLists()
    {
        string type = $"{Namespace}ApiPrinterTests+Sample<TItem>";
        string[] expected =
        [
            $"C protected {type}(TItem item, in System.Int64 count = 4)",
            $"F const {type}.Size : System.Int32",
            $"M static {type}.Convert<T>(System.Collections.Generic.Dictionary<System.String,TItem[]> values, out System.Boolean done, params System.Int32?[] rest) -> T",
            $"M virtual {type}.Close(System.StringComparison how = 4, System.String text = null) -> System.Void",
            $"P {type}.this[System.String key] : System.Int32 {{ get; }}",
            $"T class {type} : {Namespace}ApiPrinterTests+ISample",
        ];

        CollectionAssert.AreEqual(expected, ApiPrinter.Print(typeof(Sample<>)).Order(StringComparer.Ordinal).ToArray());
    }
}
