import torch


def test_tokens_are_the_recorded_ones(model, units):
    resampler = model.characters.resampler
    with torch.no_grad():
        tokens = resampler(units["resampler_x"][0], units["resampler_magi"][0])
    prompt = torch.cat([resampler.dummy_tokens, tokens.flatten(0, 1)])
    torch.testing.assert_close(prompt, units["resampler_out"][0], atol=1e-5, rtol=0)


def test_the_answer_to_zero_features_is_the_recorded_one(model, units):
    resampler = model.characters.resampler
    with torch.no_grad():
        tokens = resampler(torch.zeros(4, 20, 32), torch.zeros(4, 24))
    prompt = torch.cat([resampler.dummy_tokens, tokens.flatten(0, 1)])
    torch.testing.assert_close(prompt, units["resampler_zero"][0], atol=1e-5, rtol=0)


def test_characters_do_not_see_each_other(model, units):
    resampler = model.characters.resampler
    with torch.no_grad():
        alone = resampler(units["resampler_x"][0][2:3], units["resampler_magi"][0][2:3])
        together = resampler(units["resampler_x"][0], units["resampler_magi"][0])
    torch.testing.assert_close(alone[0], together[2], atol=1e-5, rtol=0)
