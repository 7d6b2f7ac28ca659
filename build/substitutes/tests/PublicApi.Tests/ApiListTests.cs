namespace Substitutes.Tests.PublicApi;

[TestClass]
public sealed class ApiListTests
{
    [TestMethod]
    [DataRow("M static torch.add(System.Int64[] size, params X<A,B>[] all, ref T left) -> System.Void", "M static torch.add(System.Int64[], params X<A,B>[], ref T) -> System.Void")]
    [DataRow("M extension virtual Y.to<T>(T module, System.String device = null, System.Double p = 1E-05) -> T", "M Y.to<T>(T) -> T")]
    [DataRow("C protected Loss<T1,T2>(torch+nn+Reduction reduction = 1)", "C Loss<T1,T2>()")]
    [DataRow("M X.print(System.String separator = \", (\", System.Int32 width = 3) -> System.Void", "M X.print() -> System.Void")]
    [DataRow("P static torch.CUDA : torch+Device { get; }", "F static torch.CUDA : torch+Device")]
    [DataRow("F static readonly torch.CPU : torch+Device", "F static torch.CPU : torch+Device")]
    [DataRow("P X.this[System.Int64 i, System.Int64 j] : Y { get; set; }", "F X.this[System.Int64, System.Int64] : Y")]
    [DataRow("T sealed class A.B<T> : System.IDisposable", "T A.B<T>")]
    public void CallFormKeepsWhatCallersDependOn(string line, string expected) => Assert.AreEqual(expected, ApiList.CallForm(line));
}
