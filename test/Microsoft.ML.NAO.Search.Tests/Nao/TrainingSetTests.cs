using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Nao;

namespace Microsoft.ML.NAO.Tests.Nao;

[TestClass]
public class TrainingSetTests
{
    private static readonly ConvolutionalCellSpace Space = new();

    [TestMethod]
    public void Copies_are_symmetric_forms_with_the_same_target()
    {
        Architecture[] architectures = Sample();
        var options = new NaoOptions { SymmetricCopies = 2, Symmetry = SymmetrySampling.EveryNode };

        var set = new TrainingSet(Space, architectures, [1, 2, 3], options, new Random(1));
        int[] all = [.. Enumerable.Range(0, set.Count)];
        Architecture[] drawn = [.. set.Draw(all, new Random(2))];

        CollectionAssert.AreEqual(new float[] { 1, 2, 3, 1, 2, 3, 1, 2, 3 }, set.Targets(all));
        CollectionAssert.AreEqual(architectures, drawn[..3]);
        for (int i = 0; i < drawn.Length; i++)
        {
            Assert.AreEqual(Space.Canonicalize(architectures[i % 3]), Space.Canonicalize(drawn[i]));
        }

        Assert.IsGreaterThan(6, drawn.ToHashSet().Count);
    }

    [TestMethod]
    public void Without_copies_a_symmetric_form_takes_the_place_of_each()
    {
        Architecture[] architectures = Sample();
        var set = new TrainingSet(Space, architectures, [1, 2, 3], new NaoOptions { Symmetry = SymmetrySampling.OneNodePerCell }, new Random(1));

        Architecture[] drawn = [.. set.Draw([0, 1, 2], new Random(2))];

        Assert.AreEqual(3, set.Count);
        CollectionAssert.AreNotEqual(architectures, drawn);
        CollectionAssert.AreEqual(architectures.Select(Space.Canonicalize).ToArray(), drawn.Select(Space.Canonicalize).ToArray());
    }

    [TestMethod]
    public void Every_pair_is_in_one_batch()
    {
        var set = new TrainingSet(Space, Sample(), [1, 2, 3], new NaoOptions { SymmetricCopies = 1 }, new Random(1));

        int[][] batches = [.. set.Shuffle(4, new Random(1))];

        Assert.HasCount(2, batches);
        CollectionAssert.AreEquivalent(Enumerable.Range(0, 6).ToArray(), batches.SelectMany(batch => batch).ToArray());
    }

    private static Architecture[] Sample()
    {
        var random = new Random(1);
        return [Space.Sample(random), Space.Sample(random), Space.Sample(random)];
    }
}
