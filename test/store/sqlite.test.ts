import { storeContract } from '../contracts/store.ts'
import { inFile, inMemory } from './support.ts'

storeContract('in memory, on one connection', inMemory)
storeContract('in a SQLite file', inFile)
