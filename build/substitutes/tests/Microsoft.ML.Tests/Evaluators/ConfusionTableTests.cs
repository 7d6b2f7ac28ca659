using Microsoft.ML;
using Microsoft.ML.Data;

namespace Substitutes.Tests.MachineLearning.Evaluators;

/// <summary>The tables below are what the real package prints.</summary>
[TestClass]
public sealed class ConfusionTableTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    public void ClassesWithoutNamesAreNumbered()
    {
        string table = Table([ScoredRow.Of(0, 0.7f, 0.2f, 0.1f), ScoredRow.Of(1, 0.5f, 0.4f, 0.1f), ScoredRow.Of(2, 0.1f, 0.1f, 0.8f)]);

        Assert.AreEqual(
            """

            Confusion table
                      ||========================
            PREDICTED ||     0 |     1 |     2 | Recall
            TRUTH     ||========================
                    0 ||     1 |     0 |     0 | 1.0000
                    1 ||     1 |     0 |     0 | 0.0000
                    2 ||     0 |     0 |     1 | 1.0000
                      ||========================
            Precision ||0.5000 |0.0000 |1.0000 |

            """.ReplaceLineEndings(),
            table);
    }

    [TestMethod]
    public void TwoClassesOfABinaryTaskShowTheShareOfPositives()
    {
        BinaryRow[] rows = [new(true, 1), new(true, -1), new(false, -1), new(false, -2), new(false, 3)];

        string table = _context.BinaryClassification.Evaluate(_context.Data.LoadFromEnumerable(rows)).ConfusionMatrix.GetFormattedConfusionTable();

        Assert.AreEqual(
            "TEST POSITIVE RATIO:\t0.4000 (2.0/(2.0+3.0))\n"
            + """
            Confusion table
                      ||======================
            PREDICTED || positive | negative | Recall
            TRUTH     ||======================
             positive ||        1 |        1 | 0.5000
             negative ||        1 |        2 | 0.6667
                      ||======================
            Precision ||   0.5000 |   0.6667 |

            """.ReplaceLineEndings("\n"),
            table.ReplaceLineEndings("\n"));
    }

    [TestMethod]
    public void NamesThatDoNotFitAreListedBesideTheirNumbers()
    {
        NamedRow[] rows = [new("bird", 0.7f), new("rhinoceros", 0.3f), new("rhinoceros", 0.6f)];
        IDataView data = _context.Data.LoadFromEnumerable(rows);
        IDataView keyed = _context.Transforms.Conversion.MapValueToKey("Label", "Truth").Fit(data).Transform(data);
        ITransformer model = _context.MulticlassClassification.Trainers.LbfgsMaximumEntropy().Fit(keyed);

        string table = _context.MulticlassClassification.Evaluate(model.Transform(keyed)).ConfusionMatrix.GetFormattedConfusionTable();

        StringAssert.Contains(table, "PREDICTED     ||        0 |        1 | Recall");
        StringAssert.Contains(table, "0.       bird ||");
        StringAssert.Contains(table, "1. rhinoceros ||");
    }

    private string Table(IEnumerable<ScoredRow> rows)
        => _context.MulticlassClassification.Evaluate(_context.Data.LoadFromEnumerable(rows)).ConfusionMatrix.GetFormattedConfusionTable();

    private sealed class NamedRow(string truth, float feature)
    {
        public string Truth { get; set; } = truth;

        [VectorType(1)]
        public float[] Features { get; set; } = [feature];
    }
}
