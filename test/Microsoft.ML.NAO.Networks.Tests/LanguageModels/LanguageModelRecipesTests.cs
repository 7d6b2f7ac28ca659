using Microsoft.ML.NAO.LanguageModels;

namespace Microsoft.ML.NAO.Networks.Tests.LanguageModels;

[TestClass]
public sealed class LanguageModelRecipesTests
{
    [TestMethod]
    public void EveryRecipeIsValidAndNew()
    {
        LanguageModelRecipe[] recipes =
        [
            LanguageModelRecipes.PennTreebank(), LanguageModelRecipes.PennTreebankSearch(), LanguageModelRecipes.WikiText2(),
            LanguageModelRecipes.PennTreebankWeightSharing(), LanguageModelRecipes.PennTreebank(),
        ];

        foreach (LanguageModelRecipe recipe in recipes)
        {
            recipe.Network.Validate();
            recipe.Training.Validate();
        }

        Assert.AreNotSame(recipes[0].Training, recipes[4].Training);
        Assert.AreEqual(700, recipes[2].Network.HiddenSize);
        Assert.IsTrue(recipes[3].Network.Conventions.AverageFirstNode);
    }
}
