/**
 * The stand-in for a language model: reads prompts, counts tokens by a rule that tests can repeat, composes the same
 * text for the same prompt, and remembers prompt prefixes for cache counts. Imports only `exchange`.
 */
@NullMarked
package dev.ostiary.emulator.text;

import org.jspecify.annotations.NullMarked;
