import { testRestart } from './restart.ts'
import { RESTART_LATE } from './scenarios.ts'

testRestart(RESTART_LATE)
