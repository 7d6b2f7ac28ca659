using System.Text.Json;

namespace Microsoft.ML.NAO.Tests.Serving;

/// <summary>Scores rows in JavaScript, by the npm package onnxruntime-node.</summary>
internal static class NodeScorer
{
    private const string Script = """
        const { readFileSync } = require('fs');
        const { InferenceSession, Tensor } = require('onnxruntime-node');
        const { model, input, output, rows } = JSON.parse(readFileSync(0, 'utf8'));
        (async () => {
          const session = await InferenceSession.create(model);
          const scores = [];
          for (const row of rows) {
            const result = await session.run({ [input]: new Tensor('float32', Float32Array.from(row), [1, row.length]) });
            scores.push(Array.from(result[output].data));
          }
          console.log(JSON.stringify(scores));
        })();
        """;

    /// <summary>Scores rows one by one.</summary>
    public static float[][] Score(string model, string input, string output, float[][] rows)
    {
        string request = JsonSerializer.Serialize(new { model, input, output, rows });
        string module = NodeModule.Locate();
        string script = Script.Replace("'onnxruntime-node'", JsonSerializer.Serialize(module), StringComparison.Ordinal);
        string[] printed = ChildProcess.Run("node", ["-e", script], request);
        return JsonSerializer.Deserialize<float[][]>(printed[^1])!;
    }
}
