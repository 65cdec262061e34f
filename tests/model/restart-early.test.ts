import { testRestart } from './restart.ts'
import { RESTART_EARLY } from './scenarios.ts'

testRestart(RESTART_EARLY)
