// Daemons, loop devices and browsers are shared by the machine; one test at a time also keeps failures readable.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
