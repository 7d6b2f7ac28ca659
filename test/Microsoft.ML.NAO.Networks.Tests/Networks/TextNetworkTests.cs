using System.ComponentModel.DataAnnotations;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Networks.Tests.Reference;
using Microsoft.ML.NAO.Tests.Tensors;
using Microsoft.ML.NAO.Training;
using TorchSharp;
using TorchSharp.Modules;

namespace Microsoft.ML.NAO.Networks.Tests.Networks;

[TestClass]
public sealed class TextNetworkTests
{
    private const int Length = 5;

    public static IEnumerable<object[]> AllCells => TestLanguageModels.Cells.Keys.Select(cell => new object[] { cell });

    [TestMethod]
    [DynamicData(nameof(AllCells))]
    public void ComputesWhatPlainLoopsDo(string cell)
    {
        using var scope = torch.NewDisposeScope();
        using var network = Create(cell);
        int[][] texts = TestTextNetworks.Tokens(7, Length, 1);
        var reference = new ReferenceTextModel(network, TestTextNetworks.Size);

        foreach (int length in new[] { Length, Length + 4 })
        {
            double[][] actual = TestLanguageModels.Rows(network.forward(TestTextNetworks.ToTensor(texts, length)));
            double[][] traced = TestLanguageModels.Rows(network.ComputeForGradient(TestTextNetworks.ToTensor(texts, length), normalized: false).Outputs);
            for (int i = 0; i < texts.Length; i++)
            {
                double[] expected = reference.Compute(texts[i]);
                for (int output = 0; output < 3; output++)
                {
                    Assert.AreEqual(expected[output], actual[i][output], 1e-5, $"Text {i}, output {output}.");
                    Assert.AreEqual(expected[output], traced[i][output], 1e-5, $"Text {i}, traced output {output}.");
                }
            }
        }
    }

    [TestMethod]
    [DynamicData(nameof(AllCells))]
    public void TheGradientIsTheSlopeOfPlainLoops(string cell)
    {
        using var scope = torch.NewDisposeScope();
        using var network = Create(cell);
        int[][] texts = TestTextNetworks.Tokens(4, Length, 2);
        double[] direction = Map.Random(3, texts.Length * 3, 1, 1, 1).Values;
        var reference = new ReferenceTextModel(network, TestTextNetworks.Size);

        var outputs = network.ComputeForGradient(TestTextNetworks.ToTensor(texts, Length), normalized: false).Outputs;
        var loss = outputs.mul(torch.tensor(direction).to(torch.float32).view(outputs.shape)).sum();
        var gradients = network.Differentiate(loss, reference.Parameters);

        var random = new Random(4);
        for (int source = 0; source < gradients.Count; source++)
        {
            float[] gradient = gradients[source].contiguous().data<float>().ToArray();
            Assert.HasCount(reference.Weights[source].Length, gradient);
            for (int i = 0; i < 8; i++)
            {
                int place = random.Next(gradient.Length);
                double slope = (Loss(source, place, 1e-6) - Loss(source, place, -1e-6)) / 2e-6;
                Assert.AreEqual(slope, gradient[place], 1e-4 * (1 + Math.Abs(slope)), $"Gradient of weight {source} at {place}.");
            }
        }

        double Loss(int source, int place, double change)
        {
            double before = reference.Weights[source][place];
            reference.Weights[source][place] += change;
            double loss = texts.SelectMany(reference.Compute).Zip(direction, (value, factor) => value * factor).Sum();
            reference.Weights[source][place] = before;
            return loss;
        }
    }

    [TestMethod]
    public void TheGradientIsLibtorchsOwnWhereMuchIsDropped()
    {
        using var scope = torch.NewDisposeScope();
        using var network = Create("published");
        network.train();
        var tokens = TestTextNetworks.ToTensor(TestTextNetworks.Tokens(9, Length, 3), Length);
        Parameter[] parameters = [.. network.parameters()];

        network.ResetMasks(4);
        var outputs = network.Compute(tokens).Outputs;
        var expected = torch.autograd.grad([outputs.square().sum()], parameters);
        network.ResetMasks(4);
        var traced = network.ComputeForGradient(tokens, normalized: false).Outputs;
        var actual = network.Differentiate(traced.square().sum(), parameters);

        Assert.IsTrue(outputs.allclose(traced, 1e-5, 1e-5));
        for (int i = 0; i < parameters.Length; i++)
        {
            Assert.IsTrue(expected[i].allclose(actual[i], 1e-4, 1e-4), $"Weight {i}.");
        }
    }

    [TestMethod]
    public void DropoutChangesTrainingAlone()
    {
        using var scope = torch.NewDisposeScope();
        using var network = Create("weight sharing");
        var tokens = TestTextNetworks.ToTensor(TestTextNetworks.Tokens(3, Length, 3), Length);
        float[] Run() => network.forward(tokens).data<float>().ToArray();

        CollectionAssert.AreEqual(Run(), Run());
        network.train();
        CollectionAssert.AreNotEqual(Run(), Run());
    }

    [TestMethod]
    public void CountsItsCosts()
    {
        using var network = TestTextNetworks.Create("one node", outputs: 3, new TextNetworkOptions { HiddenSize = 4, MaximumLength = 7 });

        // Node 0 reads input and state, and the other node 0: gate and value each.
        const int Cell = (2 * 4 * 8) + (4 * 8);
        int weight = 3 * 3 * 4;
        Assert.AreEqual(((3 + 7) * 4) + Cell + weight + 3, network.Statistics.Parameters);
        Assert.AreEqual((7 * Cell) + weight, network.Statistics.MultiplyAdds);
        Assert.IsGreaterThan(7 * 4 * 9, network.Statistics.Activations);
    }

    [TestMethod]
    public void LearnsWhatTheOrderOfWordsSays()
    {
        var (texts, labels) = TestTextNetworks.Opinions(200, seed: 1);
        var (others, otherLabels) = TestTextNetworks.Opinions(100, seed: 2);
        var vocabulary = TextVocabulary.Create(texts);
        var network = new TextNetworkOptions { HiddenSize = 12, MaximumLength = 12, InputDropout = 0, HiddenDropout = 0, OutputDropout = 0 };
        var options = new TrainingOptions { Epochs = 12, BatchSize = 20, LearningRate = 0.02, Optimizer = TrainingOptimizer.AdamW };
        using var classifier = new TextNetwork(TestLanguageModels.Cells["one node"], vocabulary, 2, network, seed: 1);
        using var regressor = new TextNetwork(TestLanguageModels.Cells["one node"], vocabulary, 1, network, seed: 1);
        TokenDataset Classes(string[] of, int[] labelled) => TextDataset.Create(of, new ClassTargets(labelled, ["no", "yes"]), vocabulary, 12);
        TokenDataset Stars(string[] of, int[] labelled) => TextDataset.Create(of, new ValueTargets([.. labelled.Select(label => 10f + (40 * label))]), vocabulary, 12);

        new NetworkTrainer(options, seed: 1).Train(classifier, Classes(texts, labels));
        new NetworkTrainer(options, seed: 1).Train(regressor, Stars(texts, labels));

        Assert.IsGreaterThan(0.95, ((ClassificationFigures)NetworkScorer.Evaluate(classifier, Classes(others, otherLabels))).Accuracy);
        Assert.IsGreaterThan(0.8, ((RegressionFigures)NetworkScorer.Evaluate(regressor, Stars(others, otherLabels))).RSquared);
    }

    [TestMethod]
    public void WhatItCannotReadIsRefused()
    {
        using var network = Create("one node");
        var targets = new ClassTargets([0, 1], ["a", "b", "c"]);
        void Refuses(SampleDataset dataset, string message) =>
            StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => network.SetNormalization(dataset)).Message, message);

        network.SetNormalization(new TokenDataset([2, 9, 2, 0], 2, targets));
        Refuses(new VectorDataset(new float[4], 2, targets), "takes texts");
        Refuses(new TokenDataset([2, 3, 2, 10], 2, targets), "Text 1 has the token 10; the network's vocabulary has 10");
        Refuses(new TokenDataset([2, 3, 0, 0], 2, targets), "Text 1 has padding before its end");
        Refuses(new TokenDataset([2, 0, 3, 2, 3, 0], 3, targets), "Text 0 has padding before its end");
        Refuses(new TokenDataset([.. Enumerable.Repeat(2, 26)], 13, targets), "up to 12 tokens");
        Assert.ThrowsExactly<ValidationException>(() => TestTextNetworks.Create(options: new TextNetworkOptions { HiddenSize = 0 }));
        Assert.ThrowsExactly<InvalidOperationException>(() => network.Differentiate(torch.zeros(1), []));
    }

    [TestMethod]
    public void FreesItsTensors()
    {
        long left = LiveTensors.LeftByAParameter();
        long before = LiveTensors.Count();
        int parameters;
        using (var network = Create("published"))
        {
            Parameter[] all = [.. network.parameters()];
            parameters = all.Length;
            using var scope = torch.NewDisposeScope();
            var tokens = TestTextNetworks.ToTensor(TestTextNetworks.Tokens(4, Length, 1), Length);
            network.Differentiate(network.ComputeForGradient(tokens, normalized: false).Outputs.sum(), all);
            network.ComputeForGradient(tokens, normalized: false);
            network.forward(tokens);
        }

        Assert.AreEqual(before + (left * parameters), LiveTensors.Count());
    }

    private static TextNetwork Create(string cell)
    {
        var network = TestTextNetworks.Create(cell);
        TestTextNetworks.Randomize(network);
        network.eval();
        return network;
    }
}
