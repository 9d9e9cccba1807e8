namespace MLNet.Cnn.Tests;

public class LeaderboardTests
{
    [Fact]
    public void Orders_by_accuracy_then_log_loss_then_as_given_and_failures_last()
    {
        var board = new Leaderboard(
        [
            new() { Name = "failed", Error = "reason" },
            new() { Name = "no loss", Scores = Boards.Scores(5, 10, double.NaN) },
            new() { Name = "low loss", Scores = Boards.Scores(5, 10, 0.1) },
            new() { Name = "first of equals", Scores = Boards.Scores(4, 10, 0.1) },
            new() { Name = "second of equals", Scores = Boards.Scores(4, 10, 0.1) },
            new() { Name = "best", Scores = Boards.Scores(6, 10, 9) },
        ]);

        Assert.Equal(["best", "low loss", "no loss", "first of equals", "second of equals", "failed"], board.Rows.Select(row => row.Name));
        Assert.Equal(5, board.Places.Count);
    }

    [Fact]
    public void A_place_is_a_range_where_the_test_does_not_tell_models_apart()
    {
        // Of nested models, those differ only on the images that one more gets right: 5 give p = 0.0625, 6 give p = 0.03125.
        var board = new Leaderboard([Boards.Row("a", 50, 100), Boards.Row("b", 45, 100), Boards.Row("c", 43, 100), Boards.Row("d", 20, 100)]);

        Assert.Equal(["1–2", "1–3", "2–3", "4"], board.Places.Select(place => place.ToString()));
        Assert.Equal([null, 0.0625, 0.5, Math.Pow(2, -22)], board.Places.Select(place => place.AgainstPrevious?.PValue), (first, second) => first == second || Math.Abs(first!.Value - second!.Value) < 1e-12);
    }

    [Fact]
    public void Test_images_come_in_once_and_leave_the_order_alone()
    {
        var board = new Leaderboard([Boards.Row("a", 50, 100), Boards.Row("b", 45, 100), new() { Name = "failed", Error = "reason" }]);
        var asked = new List<string>();

        var tested = board.WithTest(row =>
        {
            asked.Add(row.Name);
            return Boards.Scores(row.Name == "a" ? 1 : 9, 10);
        });

        Assert.Equal(["a", "b"], asked);
        Assert.Equal(["a", "b", "failed"], tested.Rows.Select(row => row.Name));
        Assert.Equal([0.1, 0.9, null], tested.Rows.Select(row => row.Test?.Accuracy));
        Assert.Null(board.Rows[0].Test);
        Refusal.Says<InvalidOperationException>(
            "'a' has been measured on the test images already, and they are used once: whoever looks at them again begins to choose by them. Keep the leaderboard that has them, or test on new images.",
            () => tested.WithTest(_ => throw new InvalidOperationException("looked at them again")));
    }

    [Fact]
    public void Refuses_rows_that_cannot_stand_in_one_table()
    {
        Refusal.Says("A leaderboard needs at least one model. (Parameter 'rows')", () => new Leaderboard([]));
        Refusal.Says("'x' has neither scores nor an error, but a model was either measured or failed. (Parameter 'rows')", () => new Leaderboard([new() { Name = "x" }]));
        Refusal.Says("'x' has both scores and an error, but a model was either measured or failed. (Parameter 'rows')",
            () => new Leaderboard([Boards.Row("x", 1) with { Error = "reason" }]));
        Refusal.Says("'a' was measured on 10 images and 'b' on 9, but only what models say of the same images can be compared. Where the view is the same, one of them does not know a class of it and passes over its images: train both on all classes.",
            () => new Leaderboard([Boards.Row("a", 5, 10), Boards.Row("b", 5, 9)]));
        Refusal.Says("'a' was measured on no image.", () => new Leaderboard([Boards.Row("a", 0, 0)]));
    }

    [Fact]
    public void A_leaderboard_may_consist_of_failures()
    {
        var board = new Leaderboard([new() { Name = "a", Error = "reason" }]);

        Assert.Empty(board.Places);
        Assert.Equal("Leaderboard. No model was measured.\n\na failed: reason\n", board.ToText());
        Assert.Equal("Leaderboard. No model was measured.\n\na was not tried: reason\n", new Leaderboard([board.Rows[0] with { WasTried = false }]).ToText());
    }
}
