/**
 * The files of the access directory as bytes, and the policy documents among them: read once, with their waivers. Imports
 * {@code yaml} only.
 */
@NullMarked
package dev.ostiary.gateway.policies;

import org.jspecify.annotations.NullMarked;
