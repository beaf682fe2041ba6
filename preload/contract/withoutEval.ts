/** Must come before the settings' schemas: the library would otherwise try out whether it may make code of text. */
import { z } from 'zod';

z.config({ jitless: true });
