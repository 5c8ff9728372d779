"""Prompts that a data scientist makes in the project's schema in dev, by MLflow's own client."""

import mlflow
import pytest


@pytest.fixture
def prompt(as_scientist, estate):
    """The name of a prompt with two versions, gone when the test is over."""
    schema = estate["projects"]["prod.flight-delay"]["schema"].split(".")[1]
    name = f"{estate['catalogs']['dev']}.{schema}.greeting"
    with as_scientist("dev") as client:
        mlflow.genai.register_prompt(name, "Hello {{name}}", commit_message="first", tags={"team": "a"})
        chat = [{"role": "user", "content": "Hi {{name}}"}]
        mlflow.genai.register_prompt(name, chat, commit_message="second")
        yield name
        for version in client.search_prompt_versions(name):
            client.delete_prompt_version(name, str(version.version))
        client.delete_prompt(name)
        assert client.get_prompt(name) is None


def load(name, version):
    return mlflow.genai.load_prompt(name, version=version, cache_ttl_seconds=0)


def by_alias(name, alias):
    return mlflow.genai.load_prompt(f"prompts:/{name}@{alias}", cache_ttl_seconds=0)


def test_versions_keep_their_text(prompt):
    assert load(prompt, 1).format(name="Ada") == "Hello Ada"
    assert load(prompt, 2).format(name="Ada") == [{"role": "user", "content": "Hi Ada"}]
    assert load(prompt, 2).commit_message == "second"


def test_an_alias_names_a_version_until_it_is_taken_off(prompt):
    mlflow.genai.set_prompt_alias(prompt, "production", 1)
    assert by_alias(prompt, "production").version == 1
    mlflow.genai.set_prompt_alias(prompt, "production", 2)
    assert by_alias(prompt, "production").version == 2
    assert load(prompt, 2).aliases == ["production"]
    mlflow.genai.delete_prompt_alias(prompt, "production")
    assert load(prompt, 2).aliases == []


def test_prompts_and_versions_have_tags(prompt):
    mlflow.genai.set_prompt_tag(prompt, "tone", "kind")
    assert mlflow.genai.get_prompt_tags(prompt)["tone"] == "kind"
    mlflow.genai.delete_prompt_tag(prompt, "tone")
    assert "tone" not in mlflow.genai.get_prompt_tags(prompt)
    mlflow.genai.set_prompt_version_tag(prompt, 1, "tested", "yes")
    assert load(prompt, 1).tags == {"team": "a", "tested": "yes"}
    mlflow.genai.delete_prompt_version_tag(prompt, 1, "tested")
    assert load(prompt, 1).tags == {"team": "a"}


def test_prompts_are_found_in_their_schema(prompt):
    catalog, schema, name = prompt.split(".")
    found = mlflow.genai.search_prompts(f"catalog = '{catalog}' AND schema = '{schema}'")
    assert [each.name for each in found] == [prompt]
