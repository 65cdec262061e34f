import { testRestart } from './restart.ts'

testRestart('after Ben called')
