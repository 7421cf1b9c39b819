/** Milliseconds of processor time that `work` took: what else the machine does hardly adds to it. */
export function processorMs(work: () => void): number {
	const before = process.cpuUsage();
	work();
	const { user, system } = process.cpuUsage(before);
	return (user + system) / 1000;
}
