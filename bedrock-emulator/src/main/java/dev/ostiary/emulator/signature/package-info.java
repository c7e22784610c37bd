/**
 * Checks AWS Signature Version 4 with an implementation of its own, written from the public description of the
 * algorithm and sharing nothing with the SDK's signer. Also the book of credentials. Imports only `exchange`.
 */
@NullMarked
package dev.ostiary.emulator.signature;

import org.jspecify.annotations.NullMarked;
