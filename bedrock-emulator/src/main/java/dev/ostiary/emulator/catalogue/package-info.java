/**
 * What the emulated account can call: foundation models, inference profiles and account-owned models per Region, and
 * the resolution of every spelling of a model id. Imports only `exchange`.
 */
@NullMarked
package dev.ostiary.emulator.catalogue;

import org.jspecify.annotations.NullMarked;
