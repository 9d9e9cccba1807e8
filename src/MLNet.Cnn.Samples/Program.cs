using MLNet.Cnn.Samples;

using var interruption = new Interruption(Console.Out);
return SampleProgram.Run(args, SampleHost.OfProcess(interruption.Control));
