import { expect, test } from 'vitest';
import { isSoftware } from '../../../../src/app/parts/software-graphics.ts';

test.for([
	'ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)',
	'llvmpipe (LLVM 15.0.7, 256 bits)',
	'ANGLE (Microsoft, Microsoft Basic Render Driver Direct3D11 vs_5_0 ps_5_0, D3D11)',
	'Apple Software Renderer',
	null,
])('%s draws with the processor', (renderer) => expect(isSoftware(renderer)).toBe(true));

test.for([
	'ANGLE (Intel, Intel(R) Iris(R) Xe Graphics Direct3D11 vs_5_0 ps_5_0, D3D11)',
	'Apple M2',
	'Mali-G78',
	'ANGLE (NVIDIA, NVIDIA GeForce RTX 3060, OpenGL 4.5)',
	'',
])('%s does not', (renderer) => expect(isSoftware(renderer)).toBe(false));
