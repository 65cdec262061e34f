import { testRestart } from './restart.ts'

testRestart('before Ben calls')
