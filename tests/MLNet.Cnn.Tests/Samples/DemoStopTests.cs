using MLNet.Cnn.Samples;

namespace MLNet.Cnn.Tests;

public class DemoStopTests
{
    [Fact]
    public void Shows_what_was_learned_until_Ctrl_C_and_skips_the_other_network()
    {
        var control = new TrainingControl();
        var run = SampleRun.Of(new StopsAt(control, "fully-connected   1/50"), control, "--epochs", "50");
        Assert.Equal((ExitCode.Interrupted, ""), (run.ExitCode, run.Error));
        Assert.Contains("Stopped early  fully-connected after ", run.Output, StringComparison.Ordinal);
        Assert.Contains("Confusion of fully-connected", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(" 3/50", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("lenet5-bn", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Trains_nothing_after_Ctrl_C_before_training()
    {
        var control = new TrainingControl();
        control.RequestStop();
        var run = SampleRun.Of(new StringWriter(), control);
        Assert.Equal((ExitCode.Interrupted, ""), (run.ExitCode, run.Error));
        Assert.Contains("Stopped early  before any training", run.Output, StringComparison.Ordinal);
    }

    /// <summary>Presses Ctrl-C when it reads a text.</summary>
    private sealed class StopsAt(TrainingControl control, string text) : StringWriter
    {
        public override void Write(char value)
        {
            base.Write(value);
            if (value == '\n' && ToString().Contains(text, StringComparison.Ordinal))
                control.RequestStop();
        }
    }
}
