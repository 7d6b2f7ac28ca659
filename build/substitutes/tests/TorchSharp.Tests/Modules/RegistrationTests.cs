using Substitutes.Tests.TorchSharp.Support;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Substitutes.Tests.TorchSharp.Modules;

[TestClass]
public sealed class RegistrationTests
{
    [TestMethod]
    public void FieldsBecomeComponentsByTheirNames()
    {
        using var module = new Composite();

        CollectionAssert.AreEqual(
            new[] { "_scale", "_body.0.weight", "_body.0.bias", "_body.2.weight", "_body.2.bias", "_list.0.weight", "_dictionary.head.weight" },
            module.named_parameters().Select(entry => entry.name).ToArray());
        CollectionAssert.AreEqual(
            new[] { "_offset", "_body.1.running_mean", "_body.1.running_var", "_body.1.num_batches_tracked" },
            module.named_buffers().Select(entry => entry.name).ToArray());
        CollectionAssert.AreEqual(new[] { "_body", "_list", "_dictionary" }, module.named_children().Select(entry => entry.name).ToArray());
        CollectionAssert.IsSubsetOf(new[] { "_body.0", "_body.1", "_list.0" }, module.named_modules().Select(entry => entry.name).ToArray());
    }

    [TestMethod]
    public void TheStateHasParametersFirstAndThenBuffers()
    {
        using var module = nn.Sequential(nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2));

        CollectionAssert.AreEqual(
            new[] { "0.weight", "0.bias", "1.weight", "1.bias", "1.running_mean", "1.running_var", "1.num_batches_tracked" },
            module.state_dict().Keys.ToArray());
    }

    [TestMethod]
    public void ASharedParameterComesOnce()
    {
        var module = new Tied();

        CollectionAssert.AreEqual(new[] { "_first.weight" }, module.named_parameters().Select(entry => entry.name).ToArray());
    }

    [TestMethod]
    public void ParametersAreFoundByPath()
    {
        using var module = new Composite();

        Assert.IsTrue(module.has_parameter("_body.0.weight"));
        Assert.IsFalse(module.has_parameter("_body.1.nothing"));
        CollectionAssert.AreEqual(new long[] { 3, 2 }, module.get_parameter("_body.0.weight")!.shape);
        Assert.IsTrue(module.has_buffer("_body.1.running_mean"));
    }

    [TestMethod]
    public void TrainingAndEvaluationReachEveryModule()
    {
        using var module = new Composite();

        module.eval();
        Assert.IsTrue(module.modules().Where(child => child is Linear or BatchNorm1d).All(child => !child.training));
        Assert.IsFalse(module.training);

        module.train();
        Assert.IsTrue(module.modules().Where(child => child is Linear or BatchNorm1d).All(child => child.training));
    }

    [TestMethod]
    public void AConvertedModuleComputesInItsNewType()
    {
        using var module = nn.Sequential(nn.Linear(2, 3), nn.BatchNorm1d(3)).to(ScalarType.Float64);

        Assert.IsTrue(module.parameters().All(parameter => parameter.dtype == ScalarType.Float64));
        Assert.IsTrue(module.parameters().All(parameter => parameter.requires_grad && parameter.is_leaf));
        Assert.AreEqual(ScalarType.Float64, module.call(zeros(new long[] { 4, 2 }, dtype: ScalarType.Float64)).dtype);
    }

    [TestMethod]
    public void FunctionsApplyToEveryModule()
    {
        using var module = nn.Sequential(nn.Linear(2, 2), nn.ReLU(), nn.Sequential(nn.Linear(2, 1)));
        int count = 0;

        module.apply(_ => count++);

        Assert.AreEqual(5, count);
    }

    [TestMethod]
    public void HooksSeeInputsAndOutputs()
    {
        using var layer = nn.ReLU();
        var seen = new List<string>();
        var before = layer.register_forward_pre_hook((_, input) =>
        {
            seen.Add("before");
            return input;
        });
        layer.register_forward_hook((_, _, output) =>
        {
            seen.Add("after");
            return output + 1;
        });

        Assert.AreEqual(1f, layer.call(tensor(-5f)).item<float>());
        before.remove();
        layer.call(tensor(0f));

        CollectionAssert.AreEqual(new[] { "before", "after", "after" }, seen);
    }

    [TestMethod]
    public void ADisposedModuleDisposesOfItsParameters()
    {
        var module = nn.Sequential(nn.Linear(2, 2));
        Tensor weight = module.parameters().First();

        module.Dispose();

        Assert.IsTrue(weight.IsInvalid);
    }

    [TestMethod]
    public void AParameterOfTwoNamesMakesDisposingFail()
    {
        KnownVersions.SkipNewer();
        var module = new ParameterHolder(nn.Parameter(ones(2, 2)));
        module.register_parameter("again", module.weight);

        var error = Assert.ThrowsExactly<InvalidOperationException>(module.Dispose);

        StringAssert.Contains(error.Message, "empty handle");
    }

    [TestMethod]
    public void AParameterOfTwoModulesMakesDisposingFail()
    {
        KnownVersions.SkipNewer();

        Assert.ThrowsExactly<InvalidOperationException>(new Tied().Dispose);
    }

    private sealed class Composite : nn.Module<Tensor, Tensor>
    {
        private readonly Parameter _scale = nn.Parameter(ones(1));
        private readonly Tensor _offset = zeros(1);
        private readonly Sequential _body = nn.Sequential(nn.Linear(2, 3), nn.BatchNorm1d(3, affine: false), nn.Linear(3, 2));
        private readonly ModuleList<nn.Module<Tensor, Tensor>> _list = nn.ModuleList<nn.Module<Tensor, Tensor>>(nn.Linear(2, 2, hasBias: false));
        private readonly ModuleDict<Linear> _dictionary = nn.ModuleDict(("head", nn.Linear(2, 1, hasBias: false)));

        public Composite()
            : base(nameof(Composite))
        {
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => _dictionary["head"].call(_list[0].call(_body.call(input))) * _scale + _offset;
    }

    private sealed class Tied : nn.Module<Tensor, Tensor>
    {
        private readonly ParameterHolder _first;
        private readonly ParameterHolder _second;

        public Tied()
            : base(nameof(Tied))
        {
            _first = new ParameterHolder(nn.Parameter(ones(2, 2)));
            _second = new ParameterHolder(_first.weight);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => _second.call(_first.call(input));
    }

    private sealed class ParameterHolder : nn.Module<Tensor, Tensor>
    {
        public readonly Parameter weight;

        public ParameterHolder(Parameter shared)
            : base(nameof(ParameterHolder))
        {
            weight = shared;
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => input.matmul(weight);
    }
}
