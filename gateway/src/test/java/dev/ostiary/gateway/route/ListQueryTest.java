package dev.ostiary.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostiary.gateway.bedrock.Beginning;
import dev.ostiary.gateway.bedrock.Begun;
import dev.ostiary.gateway.bedrock.Calls;
import dev.ostiary.gateway.refusal.RefusalKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Filters and pages of the lists: AWS refuses values that it does not know. */
class ListQueryTest {
    private static Beginning begin(String target) {
        return Calls.reader().begin(Calls.route("GET", target), Calls.headers(), Calls.app(), Calls.ACCOUNT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/foundation-models?byOutputModality=HOLOGRAM",
                "/foundation-models?byOutputModality=text",
                "/foundation-models?byOutputModality=",
                "/foundation-models?byInferenceType=ON-DEMAND",
                "/foundation-models?byInferenceType=inference_profile",
                "/foundation-models?byInferenceType=",
                "/foundation-models?byCustomizationType=NONE",
                "/foundation-models?byProvider=",
                "/foundation-models?byProvider=Meta%2F",
                "/foundation-models?byProvider=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "/inference-profiles?type=system_defined",
                "/inference-profiles?type=",
                "/inference-profiles?maxResults=0",
                "/inference-profiles?maxResults=1001",
                "/inference-profiles?maxResults=1e2",
                "/inference-profiles?maxResults=%2B1",
                "/inference-profiles?maxResults=-1",
                "/inference-profiles?maxResults=",
                "/inference-profiles?maxResults=4294967297",
                "/inference-profiles?nextToken=",
                "/async-invoke?maxResults=0",
            })
    void aValueThatAwsDoesNotKnowIs400(String target) {
        assertThat(begin(target)).isInstanceOfSatisfying(Beginning.Refused.class, refused -> {
            assertThat(refused.refusal().kind()).isEqualTo(RefusalKind.VALIDATION);
            assertThat(refused.refusal().advice())
                    .startsWith(target.replaceFirst(".*\\?", "").replaceFirst("=.*", "") + " must be ");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/foundation-models?byOutputModality=IMAGE&byInferenceType=PROVISIONED&byCustomizationType=DISTILLATION",
                "/foundation-models?byProvider=Stability%20AI",
                "/foundation-models?byProvider=Z.AI&byInferenceType=INFERENCE_PROFILE",
                "/foundation-models?maxResults=x&type=x&unknown=x",
                "/inference-profiles?type=APPLICATION&maxResults=1&nextToken=x",
                "/inference-profiles?maxResults=1000&typeEquals=x",
                "/async-invoke?maxResults=1000&statusEquals=x&sortBy=x",
            })
    void whatItKnowsAndWhatItIgnoresPasses(String target) {
        assertThat(begin(target)).isInstanceOf(Begun.class);
    }
}
