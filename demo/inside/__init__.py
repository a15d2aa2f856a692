"""What runs inside a demo terminal: it sees and touches the glass as a person does, and nothing else."""
