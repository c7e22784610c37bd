/**
 * The operations of bedrock-runtime. Imports `exchange`, `catalogue`, `family`, `text` and `stream`.
 */
@NullMarked
package dev.ostiary.emulator.runtime;

import org.jspecify.annotations.NullMarked;
