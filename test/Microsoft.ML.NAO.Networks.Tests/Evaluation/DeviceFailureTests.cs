using System.Runtime.InteropServices;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Evaluation;
using Microsoft.ML.NAO.Networks.Tests.LanguageModels;
using Microsoft.ML.NAO.Strategies.RandomSearch;
using Microsoft.ML.NAO.Studies;
using Microsoft.ML.NAO.Training;
using TorchSharp;

namespace Microsoft.ML.NAO.Networks.Tests.Evaluation;

[TestClass]
public sealed class DeviceFailureTests
{
    private const int Trials = 6;

    // More than any process can address.
    private const long TooManyValues = 1L << 48;

    private static readonly RecurrentCellSpace Cells = new(nodeCount: 2);
    private static readonly VectorDataset Train = TestVectors.Create(30, hasValues: true);
    private static readonly VectorDataset Validation = TestVectors.Create(10, hasValues: true, seed: 2);

    [TestMethod]
    [DataRow("CUDA error: device-side assert triggered\nCUDA kernel errors might be asynchronously reported at some other API call.")]
    [DataRow("CUDA error: an illegal memory access was encountered")]
    [DataRow("CUDA error: unspecified launch failure")]
    [DataRow("cuDNN error: CUDNN_STATUS_EXECUTION_FAILED")]
    [DataRow("CUDA error: CUBLAS_STATUS_NOT_INITIALIZED when calling `cublasCreate(handle)`")]
    public void ABrokenDeviceIsTheWorkersFault(string message)
    {
        foreach (Action evaluate in Evaluations(() => throw new LibtorchException(message)))
        {
            var exception = Assert.ThrowsExactly<WorkerFailedException>(evaluate);

            StringAssert.Contains(exception.Message, $"The device can no longer be used by this process: {message}");
            Assert.IsInstanceOfType<LibtorchException>(exception.InnerException);
        }
    }

    [TestMethod]
    [DataRow("CUDA out of memory. Tried to allocate 20.00 MiB (GPU 0; 79.15 GiB total capacity; 78.02 GiB already allocated)")]
    [DataRow("CUDA error: out of memory")]
    [DataRow("CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`")]
    [DataRow("cuDNN error: CUDNN_STATUS_ALLOC_FAILED")]
    public void TooLittleMemoryIsTheArchitecturesFault(string message)
    {
        foreach (Action evaluate in Evaluations(() => throw new LibtorchException(message)))
        {
            var exception = Assert.ThrowsExactly<InsufficientMemoryException>(evaluate);

            StringAssert.Contains(exception.Message, "Use smaller batches");
            Assert.AreEqual(message, exception.InnerException!.Message);
        }
    }

    [TestMethod]
    [DataRow("cuDNN error: CUDNN_STATUS_NOT_SUPPORTED. This error may appear if you passed in a non-contiguous input.")]
    [DataRow("CUDA error: invalid configuration argument")]
    [DataRow("The size of tensor a (3) must match the size of tensor b (4)")]
    public void WhatADeviceDoesNotDoIsTheArchitecturesFaultToo(string message)
    {
        foreach (Action evaluate in Evaluations(() => throw new LibtorchException(message)))
        {
            Assert.AreEqual(message, Assert.ThrowsExactly<LibtorchException>(evaluate).Message);
        }
    }

    [TestMethod]
    public void WhatLibtorchSaysOfTooLargeATensorIsTooLittleMemory()
    {
        foreach (Action evaluate in Evaluations(AllocateTooMuch))
        {
            var exception = Assert.ThrowsExactly<InsufficientMemoryException>(evaluate);

            StringAssert.Contains(exception.InnerException!.Message, $"{TooManyValues * sizeof(float)} bytes");
        }
    }

    [TestMethod]
    public void ATrialWithoutMemoryIsAFailedOneAndTheSearchGoesOn()
    {
        int networks = 0;
        using NetworkEvaluator evaluator = Create(() =>
        {
            if (networks++ == 1)
            {
                AllocateTooMuch();
            }
        });

        StudyResult result = Run(evaluator);

        Assert.HasCount(Trials, result.Trials);
        Assert.AreEqual(1, result.Trials.Single(trial => trial.State == TrialState.Failed).Number);
        StringAssert.StartsWith(result.Trials[1].Failure, "InsufficientMemoryException: The device's memory does not suffice to train this network");
    }

    [TestMethod]
    public void ABrokenDeviceFailsNoTrialAsLongAsAnotherWorks()
    {
        using var left = new ManualResetEventSlim();
        int failures = 0;
        using NetworkEvaluator broken = Create(() =>
        {
            if (++failures == 3)
            {
                left.Set();
            }

            throw new LibtorchException("CUDA error: device-side assert triggered");
        });
        using NetworkEvaluator sound = Create(() => left.Wait(TimeSpan.FromSeconds(60)));

        StudyResult result = Run(broken, sound);

        Assert.AreEqual(3, failures);
        Assert.HasCount(Trials, result.Trials);
        Assert.IsTrue(result.Trials.All(trial => trial.State == TrialState.Completed));
    }

    [TestMethod]
    public void ASearchWhoseOnlyDeviceBreaksEndsAndDoesNotUseItsTrialsUp()
    {
        int networks = 0;
        using NetworkEvaluator evaluator = Create(() =>
        {
            if (++networks > 2)
            {
                throw new LibtorchException("CUDA error: device-side assert triggered");
            }
        });

        StudyResult result = Run(evaluator);

        Assert.AreEqual(StopReason.WorkersLost, result.StopReason);
        Assert.AreEqual(2, result.Trials.Count(trial => trial.State == TrialState.Completed));
        Assert.IsLessThan(Trials, result.Trials.Count);
    }

    private static void AllocateTooMuch() => torch.empty(TooManyValues).Dispose();

    /// <summary>An evaluation of each kind of network, which does something when the network is created.</summary>
    private static IEnumerable<Action> Evaluations(Action creating)
    {
        yield return () =>
        {
            using NetworkEvaluator evaluator = Create(creating);
            evaluator.Evaluate(new EvaluationRequest(PublishedArchitectures.NaoWeightSharing, 0, 1), CancellationToken.None);
        };
        yield return () =>
        {
            using var evaluator = new LanguageModelEvaluator(
                TestTexts.Create(400, 1),
                TestTexts.Create(120, 2),
                (architecture, seed) =>
                {
                    creating();
                    return new RecurrentNetwork(Cells.Decode(architecture), TestTexts.Vocabulary, new RecurrentNetworkOptions { HiddenSize = 8 }, seed);
                },
                new LanguageModelEvaluatorOptions { Training = TestTexts.Options() });
            evaluator.Evaluate(new EvaluationRequest(Cells.Sample(new Random(1)), 0, 1), CancellationToken.None);
        };
    }

    private static NetworkEvaluator Create(Action creating) => new(
        Train,
        Validation,
        (_, seed) =>
        {
            creating();
            return TestVectors.CreateNetwork(hasValues: true, seed);
        },
        new NetworkEvaluatorOptions { Training = new TrainingOptions { Epochs = 1, BatchSize = 16 } });

    private static StudyResult Run(params IReadOnlyList<NetworkEvaluator> evaluators) => new Study(
        TestNetworks.Space, NetworkEvaluator.Error, new RandomSearchOptions(), evaluators, new StudyOptions { MaxTrials = Trials }).Run();

    /// <summary>What TorchSharp throws, which is an <see cref="ExternalException"/> with libtorch's message.</summary>
    private sealed class LibtorchException(string message) : ExternalException(message);
}
