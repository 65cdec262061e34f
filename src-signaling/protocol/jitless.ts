import * as z from 'zod'

// Never evaluate generated code: the phone runs under a Content Security Policy without 'unsafe-eval'. To be imported before the first schema.
z.config({ jitless: true })
