package dev.ostiary.gateway.offering;

import java.util.List;

/**
 * A prompt router as one Region's control plane lists it: Bedrock chooses one of its models per prompt.
 *
 * @param arn with the account and the Region
 * @param targetArns all that it may choose, the fallback last: foundation models, or inference profiles of the account; never empty
 * @param json the whole summary as it came
 */
public record PromptRouter(String arn, List<String> targetArns, String json) {
    public PromptRouter {
        targetArns = List.copyOf(targetArns);
        if (targetArns.isEmpty()) {
            throw new IllegalArgumentException("the prompt router `" + arn + "` lists no model");
        }
    }
}
